"""What is kept from one view to the next spares work, and changes nothing that anybody sees."""

import gc
from collections import Counter
from functools import cached_property
from importlib import import_module
from operator import is_
from weakref import ref

from hypothesis import given, settings

from codev.protocol import Memory, Session, view_for, view_of
from codev.protocol.activities.asking import AnswerQuestion, AskQuestion
from codev.protocol.activities.reacting import OfferReaction
from codev.protocol.roll import PAGE
from codev.protocol.session import WHO_AND_WHERE
from codev.protocol.views import Pov, parts
from tests.protocol import random_orders
from tests.protocol.cast import CLAIRE, CONSULTANTS, INES, KARIM, MEMBERS, NADIA, NAMES, OTTO, PAUL, SESSION, at

EVERYONE = (CLAIRE, *MEMBERS)
HERE = {"setting", "position", "status", "roster", "choosing"}
SLICES = set(Session.__dataclass_fields__)
WORKED_OUT = sorted(name for name, value in vars(Session).items() if isinstance(value, cached_property))
MODULES = ("choosing", "facilitating", "frame", "guidance", "own", "planning", "turning", "working", "__init__")


def look(play, member, memory=None, **more):
    return view_for(play.session, member, NAMES, play.at, play.book(member), session_id=SESSION, memory=memory, **more)


def step_on(chance, play):
    order = random_orders.order(chance, play)
    if play.accepts(order.by, order.command, to=order.on_behalf_of, step=order.step, away=order.facilitator_away):
        play.do(order.by, order.command, to=order.on_behalf_of, step=order.step, away=order.facilitator_away)
    away = frozenset(who for who in EVERYONE if chance.random() < 0.1)
    return {"away": away, "moods": {who: "calm" for who in EVERYONE if chance.random() < 0.1}}


@settings(deadline=None, max_examples=20)
@given(random_orders.sessions())
def test_a_view_with_a_memory_is_the_view_made_from_nothing(chance):
    play, memory = random_orders.begin(chance), Memory()
    for _ in range(10):
        around = step_on(chance, play)
        for who in (*random_orders.PEOPLE, OTTO):
            kept_view, fresh = look(play, who, memory, **around), look(play, who, **around)
            assert (kept_view, hash(kept_view), list(kept_view)) == (fresh, hash(fresh), list(fresh))


READ = Counter()


class Watched(Session):
    """A session that notes which of its slices are read."""

    def __getattribute__(self, name):
        if name in SLICES:
            READ[name] += 1
        return super().__getattribute__(name)


def watched(session):
    return Watched(**{name: getattr(session, name) for name in SLICES})


@settings(deadline=None, max_examples=20)
@given(random_orders.sessions())
def test_a_part_reads_no_more_than_it_says(chance):
    play = random_orders.begin(chance)
    for _ in range(5):
        step_on(chance, play)
    scene = Memory().scene(watched(play.session), NAMES, frozenset(), {})
    for view in kept_functions():
        for who in EVERYONE:
            assert reads_in(view, scene, play, who) <= HERE | {name.split(".")[1] for name in view.reads if name.startswith("session.")}


@settings(deadline=None, max_examples=20)
@given(random_orders.sessions())
def test_what_a_session_works_out_outlives_only_what_it_does_not_read(chance):
    play = random_orders.begin(chance)
    for _ in range(5):
        step_on(chance, play)
        for name in WORKED_OUT:
            session = watched(play.session)
            READ.clear()
            getattr(session, name)
            assert set(READ) <= WHO_AND_WHERE, name


@settings(deadline=None, max_examples=20)
@given(random_orders.sessions())
def test_what_came_along_is_what_would_be_worked_out_anew(chance):
    play = random_orders.begin(chance)
    for _ in range(8):
        assert [getattr(play.session, name) for name in WORKED_OUT]  # from now on they are known
        step_on(chance, play)
        fresh = Session(**{name: getattr(play.session, name) for name in SLICES})
        assert [getattr(play.session, name) for name in WORKED_OUT] == [getattr(fresh, name) for name in WORKED_OUT]


def kept_functions():
    modules = [import_module(f"codev.protocol.views.{name}".removesuffix(".__init__")) for name in MODULES]
    found = {value for module in modules for value in vars(module).values() if hasattr(value, "reads") and value.__name__ != "all_of_them"}
    return sorted(found, key=lambda view: view.__name__)


def reads_in(view, scene, play, who):
    side = scene.side_of(who)
    assert scene.speakers is not None
    assert scene.unheard is not None
    place = kept_place(view, side, play, who)
    READ.clear()
    list(view.__wrapped__(place))
    return set(READ)


def kept_place(view, side, play, who):
    personal = "pov" in view.__wrapped__.__code__.co_varnames[:1]
    return Pov(side, who, play.at, play.book(who), SESSION) if personal else side


def counted(monkeypatch):
    """How many parts of each kind are made from now on."""
    made = Counter()
    for kind, part in parts.KINDS.items():

        def count(self, *values, kind=kind, first=part.__init__, **named):
            made[kind] += 1
            first(self, *values, **named)

        monkeypatch.setattr(part, "__init__", count)
    return made


def test_a_question_makes_one_part_for_those_who_see_it_alike_however_many_came_before(monkeypatch):
    play, memory = at("clarification"), Memory()
    made, rounds = counted(monkeypatch), []
    for _ in range(3 * PAGE):
        play.do(KARIM, AskQuestion("How long?"))
        made.clear()
        for who in EVERYONE:
            look(play, who, memory)
        rounds.append(dict(made))
    assert rounds[2:] == [{"question": 2}] * (3 * PAGE - 2)  # the client may answer, nobody else


def test_an_answer_to_an_old_question_makes_that_question_anew_and_nothing_else(monkeypatch):
    play, memory = at("clarification").do(KARIM, *[AskQuestion("How long?")] * 40), Memory()
    for who in EVERYONE:
        look(play, who, memory)
    play.do(NADIA, AnswerQuestion("q3", "A year."))
    made = counted(monkeypatch)
    for who in EVERYONE:
        look(play, who, memory)
    assert made == {"question": 2}


def test_consultants_who_see_the_same_have_the_very_same_parts():
    play, memory = at("clarification").do(KARIM, AskQuestion("How long?")), Memory()
    common = [{id(part) for part in look(play, who, memory) if part.slot in ("questions", "step", "now", "seats")} for who in CONSULTANTS]
    assert len(common[0]) == 4
    assert all(found == common[0] for found in common)


def test_nobody_shares_what_only_one_may_see():
    play, memory = at("reactions").do(KARIM, OfferReaction("I was there once")), Memory()
    seen = {who: [part.mine for part in look(play, who, memory) if part.kind == "reaction"] for who in (KARIM, NADIA, INES, PAUL, CLAIRE)}
    assert seen == {KARIM: [True], NADIA: [False], INES: [], PAUL: [], CLAIRE: []}


def halves(play, member, memory):
    scene = memory.scene(play.session, NAMES, frozenset(), {})
    return view_of(scene, member, play.at, play.book(member), SESSION)


def test_what_stays_the_same_stays_the_same_object():
    play, memory = at("reactions"), Memory()
    before = halves(play, INES, memory)
    play.do(KARIM, OfferReaction("For you alone"))
    assert all(map(is_, halves(play, INES, memory), before))


def test_a_scene_that_nobody_looks_at_any_more_goes_at_once():
    """No rings of objects are left to the collector: what an act has made is gone when the next one is shown."""
    play, memory = at("clarification"), Memory()
    halves(play, INES, memory)
    gone = ref(memory.scene(play.session, NAMES, frozenset(), {}))
    gc.disable()
    try:
        play.do(KARIM, AskQuestion("Since when?"))
        halves(play, INES, memory)
        assert gone() is None
    finally:
        gc.enable()
