"""What people send: empty, far too long, hostile, half a character, an id that nobody knows."""

import dataclasses
import typing

import pytest

from codev.protocol import COMMANDS, LONGEST_TEXT, OWN_COMMANDS, Refusal, decide, decide_own
from codev.protocol.activities.agreeing import WordRequest, WriteReformulation
from codev.protocol.activities.asking import AskQuestion
from codev.protocol.activities.choosing import OfferSubject
from codev.protocol.activities.moving import GoOn
from codev.protocol.activities.planning import AcceptFewer, AddAction
from codev.protocol.activities.reacting import OfferReaction
from codev.protocol.notebook import WriteNote
from tests.protocol.cast import (
    CLAIRE,
    KARIM,
    MEMBERS,
    NADIA,
    STORY,
    at,
    at_choice,
    at_clarification,
    at_minute,
    at_plan,
    at_reactions,
    at_request,
)

HOSTILE = "<script>alert(1)</script> \x00\x07 \u202eright to left\u202c \U0001f9d1\u200d\U0001f91d\u200d\U0001f9d1 ' OR 1=1 -- {client}"
WRITTEN = [
    (at_choice, KARIM, OfferSubject, "text"),
    (at_clarification, KARIM, AskQuestion, "text"),
    (at_minute, KARIM, WriteReformulation, "text"),
    (at_request, NADIA, WordRequest, "question"),
    (at_reactions, KARIM, OfferReaction, "text"),
    (at_plan, NADIA, AcceptFewer, "word"),
    (at_clarification, KARIM, WriteNote, "text"),
]
written = pytest.mark.parametrize(("situation", "member", "command", "field"), WRITTEN)
TWENTY_THOUSAND = "x" * 20_000
ALL = {**COMMANDS, **OWN_COMMANDS}
STRANGE = {"str": "no such thing", "int": 10**12, "bool": True, "tuple": ("no such thing",)}


@written
def test_nothing_and_blanks_are_no_text(situation, member, command, field):
    for text in ("", "  ", "\n\t", "\u00a0"):
        assert situation().refused(member, command(**{field: text}))[0] == "empty"


@written
def test_what_is_too_long_is_told_by_how_much(situation, member, command, field):
    play = situation()
    order = play.order(member, command(**{field: TWENTY_THOUSAND}))
    outcome = decide_own(play.book(member), play.session, order) if command is WriteNote else decide(play.session, order)
    assert (outcome.code, outcome.params) == ("too_long", (("n", "16000"), ("max", str(LONGEST_TEXT))))


@written
def test_the_longest_text_fits(situation, member, command, field):
    situation().do(member, command(**{field: "x" * LONGEST_TEXT}))


@written
def test_a_hostile_text_is_a_text(situation, member, command, field):
    play = situation().do(member, command(**{field: HOSTILE}))
    assert repr(HOSTILE)[1:-1] in repr((play.session, play.books))


@written
def test_half_a_character_is_not_understood_since_nothing_could_store_it(situation, member, command, field):
    assert situation().refused(member, command(**{field: "half \ud83e"}))[0] == "not_understood"


def test_a_text_keeps_its_inside_and_loses_the_blanks_around_it():
    play = at_clarification().do(KARIM, AskQuestion("  Since\nwhen?  "))
    assert play.session.asking.questions[0].text == "Since\nwhen?"


def made(kind, **odd):
    hints = typing.get_type_hints(kind)
    values = {field.name: value_for(hints[field.name]) for field in dataclasses.fields(kind)}
    return kind(**{**values, **odd})


def value_for(hint):
    if typing.get_origin(hint) is typing.Literal:
        return typing.get_args(hint)[-1]
    return STRANGE[getattr(hint, "__name__", str(hint))]


def fields_of(kind, *names):
    hints = typing.get_type_hints(kind)
    return [name for name in (field.name for field in dataclasses.fields(kind)) if getattr(hints[name], "__name__", "") in names]


@pytest.mark.parametrize("place", [name for name, _ in STORY if name != "follow_up"])
def test_no_command_with_ids_that_nobody_knows_breaks_anything(place):
    play = at(place)
    for do, kind in ALL.items():
        for member in (CLAIRE, NADIA, KARIM):
            order = play.order(member, made(kind))
            outcome = decide(play.session, order) if do in COMMANDS else decide_own(play.book(member), play.session, order)
            assert isinstance(outcome, Refusal | tuple)


@pytest.mark.parametrize("do", sorted(do for do, kind in ALL.items() if fields_of(kind, "str", "tuple")))
def test_no_field_of_any_command_takes_twenty_thousand_characters(do):
    for field in fields_of(ALL[do], "str", "tuple"):
        kind = typing.get_type_hints(ALL[do])[field]
        odd = TWENTY_THOUSAND if kind is str else (TWENTY_THOUSAND,)
        for play, member in ((at_plan(), NADIA), (at_choice(), KARIM), (at_choice(), CLAIRE)):
            order = play.order(member, made(ALL[do], **{field: odd}))
            outcome = decide(play.session, order) if do in COMMANDS else decide_own(play.book(member), play.session, order)
            assert isinstance(outcome, Refusal), (field, outcome)


def test_someone_unknown_is_unknown_in_every_place_of_an_order():
    play = at_clarification()
    assert play.refused("x" * 20_000, GoOn())[0] == "not_a_member"
    assert play.refused(CLAIRE, GoOn(), to="nobody")[0] == "not_a_member"
    assert play.refused(CLAIRE, GoOn(), step="nowhere")[0] == "stale_step"


def test_a_word_given_with_a_reason_has_its_length_too():
    assert at_clarification().refused(CLAIRE, GoOn("other", TWENTY_THOUSAND))[0] == "too_long"
    assert at_plan().refused(NADIA, AddAction("Call", when=TWENTY_THOUSAND))[0] == "too_long"


def test_every_member_of_the_cast_is_at_the_table():
    assert set(MEMBERS) == set(at_choice().session.present)
