"""What a page is told of a change makes of it exactly the page that a newcomer would get."""

from hypothesis import given, settings

from codev.protocol import Memory, changes, view_for
from codev.protocol.activities.asking import AnswerQuestion, AskQuestion
from codev.protocol.roll import PAGE
from codev.protocol.views import NOTHING, View
from codev.protocol.views.parts import QuestionPart
from tests.protocol import random_orders
from tests.protocol.cast import CLAIRE, INES, KARIM, MEMBERS, NADIA, NAMES, SESSION, at

PEOPLE = (CLAIRE, *MEMBERS)


class Page:
    """Slots with their parts in order, as a browser holds them."""

    def __init__(self):
        self.slots, self.view = {}, NOTHING

    def go_on(self, view):
        found, self.view = changes(self.view, view), view
        for part in found.parts:
            self._put(part, found.after.get(part.id))
        for slot in self.slots.values():
            slot[:] = [part for part in slot if part.id not in found.gone]
        return found

    def _put(self, part, after):
        slot = self.slots.setdefault(part.slot, [])
        ids = [other.id for other in slot]
        if part.id in ids:
            slot[ids.index(part.id)] = part
        else:
            slot.insert(ids.index(after) + 1 if after else 0, part)

    @property
    def shown(self):
        return {slot: parts for slot, parts in self.slots.items() if parts}


def whole(view):
    page = {}
    for part in view:
        page.setdefault(part.slot, []).append(part)
    return page


def look(play, member, memory=None):
    return view_for(play.session, member, NAMES, play.at, play.book(member), session_id=SESSION, memory=memory)


@settings(deadline=None, max_examples=25)
@given(random_orders.sessions())
def test_a_page_that_was_told_every_change_is_the_page_of_a_newcomer(chance):
    play, memory, pages = random_orders.begin(chance), Memory(), {who: Page() for who in PEOPLE}
    for _ in range(12):
        order = random_orders.order(chance, play)
        if play.accepts(order.by, order.command, to=order.on_behalf_of, step=order.step, away=order.facilitator_away):
            play.do(order.by, order.command, to=order.on_behalf_of, step=order.step, away=order.facilitator_away)
        for who, page in pages.items():
            if chance.random() < 0.6:
                page.go_on(look(play, who, memory))
                assert page.shown == whole(look(play, who))


def test_a_new_question_is_told_alone_and_after_the_one_before_it():
    play, memory, page = at("clarification"), Memory(), Page()
    for number in range(1, 2 * PAGE + 3):
        play.do(KARIM, AskQuestion("How long?"))
        found = page.go_on(look(play, INES, memory))
        if number > 1:
            new, before = f"question-q{number}", f"question-q{number - 1}"
            assert (found.after, [part.id for part in found.parts], found.gone) == ({new: before}, [new], ())


def test_what_is_nothing_now_keeps_no_words_of_before():
    was = View((QuestionPart("question-q1", "q1", "Since when?", "Paul", "", False, False, False),))
    assert (changes(was, NOTHING).gone, NOTHING.told, View().told) == (("question-q1",), None, None)


def test_an_answer_is_told_as_the_question_that_it_changes():
    play, memory, page = at("clarification").do(KARIM, *[AskQuestion("How long?")] * 40), Memory(), Page()
    page.go_on(look(play, INES, memory))
    play.do(NADIA, AnswerQuestion("q3", "A year."))
    found = page.go_on(look(play, INES, memory))
    assert ([part.id for part in found.parts], dict(found.after), found.gone) == (["question-q3"], {}, ())


def test_nothing_is_told_where_nothing_has_changed():
    play, memory, page = at("clarification"), Memory(), Page()
    page.go_on(look(play, INES, memory))
    found = page.go_on(look(play, INES))
    assert (found.parts, dict(found.after), found.gone) == ((), {}, ())
