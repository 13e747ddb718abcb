"""C3, S29: what is someone's own outlives the session."""

from codev.protocol.activities.moving import CloseSession, StopSession
from codev.protocol.keeping import keep
from codev.protocol.notebook import CopiesKept, CopyDropped, Notebook, copy_name
from codev.protocol.ripening import SubjectPrepared
from codev.rooms import NOT_A_MEMBER
from tests.protocol.cast import CLAIRE, EXPECTATION, KARIM, NADIA, QUESTION, at_conclusion
from tests.rooms.cast import SESSION, order


def at_closed():
    return at_conclusion().lead(CloseSession(all_spoken=True))


async def test_stopping_keeps_what_is_hers_and_erases_the_rest_where_asked(place):
    """S29."""
    await place.ask("ines", "Who?")
    await place.note("ines", "mine")
    await place.rooms.act(SESSION, order("lea", StopSession(erase=True)), "stop")
    assert await place.rooms.look(SESSION, "ines") == NOT_A_MEMBER
    assert [note.text for note in (await place.rooms.journal(SESSION, "ines")).notes] == ["mine"]


async def test_stopping_alone_erases_nothing(place):
    """S29."""
    await place.ask("ines", "Who?")
    await place.rooms.act(SESSION, order("lea", StopSession()), "stop")
    assert await place.rooms.look(SESSION, "ines") != NOT_A_MEMBER
    assert len(place.rows()) == 4


async def test_a_journal_is_nobody_elses(place):
    """C1: the door is asked before the notebook is opened."""
    assert await place.rooms.journal(SESSION, "ines") == Notebook()


def test_the_client_keeps_her_subject_her_request_and_her_plan():
    """C3."""
    (kept,) = keep(Notebook(), at_closed().session, "codev.1", NADIA)
    assert set(kept.what) == {"subject", "request", "expectation", "action"}
    assert (QUESTION in kept.texts, EXPECTATION in kept.texts) == (True, True)


def test_nobody_keeps_anothers_words():
    """C1, C3: the others keep their own subject, never the client's request or plan."""
    kept = repr([keep(Notebook(), at_closed().session, "codev.1", who) for who in (CLAIRE, KARIM)])
    assert QUESTION not in kept and EXPECTATION not in kept  # noqa: PT018


def test_a_subject_that_was_not_chosen_waits_in_its_owners_list_P12():
    book = kept_by(KARIM)
    assert [(one.text, one.treated) for one in book.subjects] == [(f"How to help {KARIM}?", "")]
    assert keep(book, at_closed().session, "codev.1", KARIM) == ()


def test_the_subject_that_was_taken_up_waits_no_more_P12():
    mine = SubjectPrepared("p1", "", f"How to help {NADIA}?", "", "", "").onto(Notebook())
    book = kept_by(NADIA, mine)
    assert [(one.text, one.treated) for one in book.subjects] == [(f"How to help {NADIA}?", "codev.1")]
    assert book.preparation.text == ""


def kept_by(member, book=None):
    book = book or Notebook()
    for fact in keep(book, at_closed().session, "codev.1", member):
        book = fact.onto(book)
    return book


def test_what_is_kept_already_is_kept_once():
    book = CopiesKept("codev.1", ("subject",), ("Mine",)).onto(Notebook())
    (kept,) = keep(Notebook(), at_closed().session, "codev.1", NADIA)
    assert keep(kept.onto(book), at_closed().session, "codev.1", NADIA) == ()


def test_what_she_has_taken_away_does_not_come_back_with_a_later_copy_C5():
    """A plan may still come in the week after (S20)."""
    session = at_closed().session
    book = kept_by(NADIA)
    texts = [text for _, what, text in book.copies if what == "request"]
    book = CopyDropped("codev.1", copy_name("request", texts[0])).onto(book)
    assert keep(book, session, "codev.1", NADIA) == ()
    later = CopiesKept("codev.1", *zip(*book.kept["codev.1"], ("action", "Call"), strict=True)).onto(book)
    assert [what for _, what, _ in later.copies] == [what for _, what, _ in kept_by(NADIA).copies if what != "request"] + ["action"]


def test_nothing_is_copied_before_the_end():
    assert keep(Notebook(), at_conclusion().session, "codev.1", NADIA) == ()
