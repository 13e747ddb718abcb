"""One's own: notes, kept questions, bag, preparation, learnings (C1)."""

import pytest

from codev.protocol import Notebook, Order, Refusal, decide_own, replay_own, view_for
from codev.protocol.activities.choosing import OfferSubject
from codev.protocol.activities.turning import TakeTurn
from codev.protocol.notebook import (
    DropCopy,
    DropNote,
    KeepQuestion,
    KeepText,
    MarkNotYet,
    NoteInBag,
    NoteLearning,
    SetLineAside,
    WriteNote,
)
from codev.protocol.ripening import DropSubject, Prepare, PrepareSubject
from tests.protocol.cast import (
    CLAIRE,
    KARIM,
    MEMBERS,
    NADIA,
    NAMES,
    NINE,
    SESSION,
    at_choice,
    at_clarification,
    at_minute,
    at_presentation,
    at_reactions,
    planned,
)


def notes(play, member=KARIM):
    return [(row.text, row.kind) for row in play.part(member, "notes").rows]


def test_notes_can_be_written_at_any_moment_even_in_a_silence_S10():
    for play in (planned(), at_presentation(), at_minute()):
        assert notes(play.do(KARIM, WriteNote("Ask about Jo"))) == [("Ask about Jo", "note")]


def test_text_being_typed_when_the_step_changes_becomes_its_authors_note_and_says_where_from():
    play = at_clarification().do(KARIM, KeepText("Since wh", "presentation"))
    row = play.part(KARIM, "notes").rows[0]
    assert (row.text, row.kind, row.step.en) == ("Since wh", "typed", "Presentation")


def test_a_note_says_in_which_step_it_was_written():
    assert at_clarification().do(KARIM, WriteNote("Jo")).part(KARIM, "notes").rows[0].step.en == "Clarification"


def test_a_note_is_dropped_by_its_author():
    play = at_clarification().do(KARIM, WriteNote("One"), WriteNote("Two"), DropNote("n1"))
    assert notes(play) == [("Two", "note")]


def test_a_line_of_the_bag_and_a_learning_are_taken_away_by_their_author_C5():
    play = at_reactions().do(NADIA, NoteInBag("Call my sister"), NoteInBag("Wait"), NoteLearning("To ask"))
    play.do(NADIA, DropNote("b1"), DropNote("l3"))
    assert [row.text for row in play.part(NADIA, "bag").rows] == ["Wait"]
    assert play.books[NADIA].learnings == ()


def test_nobody_writes_in_someone_elses_notebook_C1():
    assert at_clarification().refused(CLAIRE, WriteNote("Hers"), to=KARIM) == ("not_yours", "C1", "")


def test_a_notebook_is_in_nobody_elses_page_C1():
    play = at_reactions().do(NADIA, NoteInBag("Call my sister"), WriteNote("I am tired"), KeepQuestion("Why me?"))
    play.do(NADIA, Prepare("problem", "How?", "It began", "I tried", "I hope"), NoteLearning("To ask"))
    for member in (CLAIRE, *MEMBERS[1:]):
        assert play.view(member) == at_reactions().view(member)


def test_a_notebook_that_stays_shut_shows_nothing_to_her_either_C1():
    view = tuple(view_for(at_reactions().session, NADIA, NAMES, NINE, None))
    assert {"notes", "bag", "preparation"} & {part.kind for part in view} == set()


def test_a_notebook_goes_across_the_cycle_and_each_session_shows_its_own():
    play = at_clarification()
    order = Order(KARIM, WriteNote("Last month"), NINE)
    (fact,) = decide_own(Notebook(), None, order, "another.1")
    play.books[KARIM] = replay_own([(NINE, (fact,))])
    assert (notes(play), fact.session != SESSION) == ([], True)


def test_a_preparation_is_seen_by_oneself_and_offered_when_subjects_are_welcome_B9():
    play = at_choice().do(KARIM, Prepare("project", "How to begin?", situation="A new team"))
    part = play.part(KARIM, "preparation")
    assert (part.text, part.situation, part.may_offer) == ("How to begin?", "A new team", True)
    assert play.do(KARIM, OfferSubject(part.text)).accepts(KARIM, TakeTurn())


def test_whoever_facilitates_is_not_asked_for_a_subject_but_told_that_the_session_waits_for_her_B12():
    play = planned()
    assert [(play.part(m, "preparation") is not None, play.part(m, "notice").leads) for m in (CLAIRE, KARIM)] == [
        (False, True),
        (True, False),
    ]


def test_a_preparation_outlives_a_session_where_it_was_not_chosen_P12():
    play = at_choice().do(KARIM, Prepare("project", "How to begin?"))
    later = at_choice()
    later.books = play.books
    assert later.part(KARIM, "preparation").may_offer is True


def test_several_subjects_ripen_and_one_is_in_focus_B9():
    play = at_choice().do(KARIM, Prepare("project", "How to begin?"), PrepareSubject(text="How to end?", tried="Silence"))
    assert ([one.text for one in play.book(KARIM).subjects], play.part(KARIM, "preparation").text) == (
        ["How to begin?", "How to end?"],
        "How to end?",
    )
    play.do(KARIM, PrepareSubject("p1", "project", "How to begin well?"))
    assert (len(play.book(KARIM).subjects), play.part(KARIM, "preparation").text) == (2, "How to begin well?")
    assert play.do(KARIM, DropSubject("p1")).part(KARIM, "preparation").text == "How to end?"


def test_a_subject_that_stands_on_the_table_is_not_offered_twice_B9():
    play = at_choice().do(KARIM, Prepare("project", "How to begin?"), OfferSubject("How to begin?"))
    assert play.part(KARIM, "preparation").may_offer is False


def test_an_empty_subject_or_one_that_is_not_there_is_refused():
    assert at_choice().refused(KARIM, PrepareSubject(text=" ")) == ("empty", "C1", "")
    assert at_choice().refused(KARIM, PrepareSubject("p9", text="How?")) == ("not_understood", "C1", "")
    assert at_choice().refused(KARIM, DropSubject("p9")) == ("not_understood", "C1", "")


def test_the_bag_keeps_what_does_not_resonate_yet_S16():
    play = at_reactions().do(NADIA, NoteInBag("A coach"), MarkNotYet("b1"), SetLineAside("b1"), MarkNotYet("b1", not_yet=False))
    (row,) = play.part(NADIA, "bag").rows
    assert (row.not_yet, row.aside) == (False, True)


@pytest.mark.parametrize("command", [DropNote("n9"), DropCopy("codev.1", "request.0"), MarkNotYet("b9"), SetLineAside("b9")])
def test_what_is_not_there_is_not_understood(command):
    assert at_reactions().refused(NADIA, command) == ("not_understood", "C1", "")


@pytest.mark.parametrize("command", [WriteNote(" "), KeepQuestion(""), KeepText("\n"), NoteLearning("")])
def test_nothing_is_no_note(command):
    assert at_reactions().refused(KARIM, command) == ("empty", "C1", "")


def test_a_command_of_the_session_is_none_of_the_notebook():
    outcome = decide_own(Notebook(), None, Order(KARIM, TakeTurn(), NINE))
    assert isinstance(outcome, Refusal)
    assert outcome.code == "not_understood"
