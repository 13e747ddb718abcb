"""Reactions: the client receives; nobody ranks (S15 to S17, S28, P3)."""

from codev.protocol.activities.agreeing import WordRequest
from codev.protocol.activities.reacting import AskOneMoment, AskToMakeClearer, MadeClearer, OfferReaction, SayReady, ShareReaction
from codev.protocol.activities.turning import AskTurn
from codev.protocol.notebook import MarkNotYet, NoteInBag
from tests.protocol.cast import CLAIRE, INES, KARIM, NADIA, PAUL, at_clarification, at_reactions, at_synthesis, with_acts


def texts(play, member):
    return [(row.text, row.to) for row in play.parts(member, "reaction")]


def test_a_written_reaction_goes_to_the_client_alone_C3():
    play = at_reactions().do(KARIM, OfferReaction("I lived that", "experience"))
    assert [texts(play, member) for member in (NADIA, KARIM, INES, CLAIRE)] == [
        [("I lived that", "client")],
        [("I lived that", "client")],
        [],
        [],
    ]


def test_its_author_may_share_it_with_all_at_once_or_later_C3():
    play = at_reactions().do(KARIM, OfferReaction("A book", "resource", shared=True), OfferReaction("I lived that"))
    assert texts(play, INES) == [("A book", "all")]
    assert texts(play.do(KARIM, ShareReaction("r2")), INES) == [("A book", "all"), ("I lived that", "all")]


def test_nobody_else_shares_it_not_even_the_client_C1():
    play = at_reactions().do(KARIM, OfferReaction("I lived that"))
    assert play.refused(INES, ShareReaction("r1")) == ("not_yours", "C1", "")
    assert play.refused(NADIA, ShareReaction("r1")) == ("client_listens", "S16", "")


def test_the_client_listens_S16():
    play = at_reactions()
    assert play.refused(NADIA, OfferReaction("I know")) == ("client_listens", "S16", "")
    assert play.refused(NADIA, AskTurn())[:2] == ("client_listens", "S16")
    assert play.refused(NADIA, WordRequest("Other"))[:2] == ("request_settled", "S27")


def test_she_may_only_ask_to_have_something_made_clear_S16():
    play = at_reactions().do(KARIM, OfferReaction("I lived that")).do(NADIA, AskToMakeClearer("r1"))
    assert play.part(INES, "floor").clearer == "Nadia"
    assert play.do(NADIA, MadeClearer()).part(INES, "floor").clearer == ""


def test_where_the_format_wants_her_silent_she_may_not_even_ask_that_S16():
    data = with_acts("reactions", "giving", "client", "moment")
    stage = next(row for row in data["steps"] if row["id"] == "reactions")["stages"][0]
    stage["may"]["client"] = ["moment"]
    play = at_reactions(format=data)
    assert play.refused(NADIA, AskToMakeClearer()) == ("client_silent", "S16", "")


def test_she_has_a_sign_for_one_moment_S28():
    play = at_reactions().do(NADIA, AskOneMoment())
    assert [play.part(member, "floor").moment for member in (KARIM, CLAIRE)] == ["Nadia", "Nadia"]
    assert play.refused(NADIA, AskOneMoment()) == ("done_already", "S28", "")
    assert play.refused(KARIM, SayReady()) == ("not_yours", "S28", "")
    assert play.do(NADIA, SayReady()).part(KARIM, "floor").moment == ""


def test_her_bag_is_one_field_and_hers_alone_S15():
    play = at_reactions().do(NADIA, NoteInBag("Say it with I"), NoteInBag("Call my sister"), MarkNotYet("b2"))
    part = play.part(NADIA, "bag")
    assert ([(row.text, row.not_yet) for row in part.rows], part.may_write) == ([("Say it with I", False), ("Call my sister", True)], True)
    assert play.refused(KARIM, NoteInBag("Mine")) == ("client_only", "C1", "")


def test_the_facilitator_adds_no_reaction_B12():
    assert at_reactions().refused(CLAIRE, OfferReaction("You should rest")) == ("facilitator_no_content", "B12", "")


def test_advice_given_too_early_is_told_where_it_will_be_welcome_S12():
    assert at_clarification().refused(KARIM, OfferReaction("You should rest")) == ("not_in_this_step", "S15", "reactions")
    assert at_synthesis().refused(KARIM, OfferReaction("You should rest")) == ("step_over", "S2", "reactions")


def test_reactions_stand_in_the_order_in_which_they_came_P3():
    play = at_reactions().do(KARIM, OfferReaction("First")).do(INES, OfferReaction("Second")).do(PAUL, OfferReaction("Third"))
    assert [text for text, _ in texts(play, NADIA)] == ["First", "Second", "Third"]


def test_a_reaction_is_shared_once():
    play = at_reactions().do(KARIM, OfferReaction("A book", shared=True))
    assert play.refused(KARIM, ShareReaction("r1")) == ("done_already", "S15", "")
    assert play.refused(KARIM, ShareReaction("r9")) == ("not_yours", "C1", "")


def test_what_is_clear_already_is_not_made_clearer():
    assert at_reactions().refused(CLAIRE, MadeClearer()) == ("done_already", "S16", "")
    assert at_reactions().refused(KARIM, MadeClearer()) == ("facilitator_only", "S16", "")
    assert at_reactions().refused(NADIA, AskToMakeClearer("r9")) == ("not_understood", "S16", "")


def test_without_a_moment_asked_for_there_is_none_to_end_S28():
    for member in (KARIM, CLAIRE):
        assert at_reactions().refused(member, SayReady()) == ("done_already", "S28", "")
