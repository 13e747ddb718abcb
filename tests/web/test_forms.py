"""A form becomes a command, or it is not understood."""

from __future__ import annotations

from dataclasses import fields

import pytest

from codev.protocol import COMMANDS, OWN_COMMANDS, Refusal, asking, choosing, moving, planning, turning
from codev.protocol.notebook import MarkNotYet, Prepare
from codev.web import forms

NOT_UNDERSTOOD = Refusal("not_understood", "S2")


def sent(do: str, *more: tuple[str, str], key: str = "0123456789abcdef") -> forms.Sent | Refusal:
    return forms.parse((("do", do), ("key", key), ("step", "clarification"), *more))


def command(do: str, *more: tuple[str, str]) -> object:
    found = sent(do, *more)
    assert isinstance(found, forms.Sent)
    return found.command


@pytest.mark.parametrize("do", [*COMMANDS, *OWN_COMMANDS])
def test_every_command_can_be_sent_by_a_form(do: str) -> None:
    assert set(forms.readers_of(do)) == {item.name for item in fields(forms.KINDS[do])}


def test_a_button_says_what_it_asks_in_its_value() -> None:
    assert command("give_turn?to=ines") == turning.GiveTurn("ines")


def test_only_the_fields_of_the_chosen_command_are_read() -> None:
    fields = (("ask_question.text", "Depuis quand ?"), ("write_note.text", "pour moi"))
    assert command("ask_question", *fields) == asking.AskQuestion("Depuis quand ?")


def test_two_fields_alike_on_one_page_are_kept_apart_by_a_label() -> None:
    fields = (("answer_question:q1.text", "non"), ("answer_question:q2.text", "oui"))
    assert command("answer_question:q2?question=q2", *fields) == asking.AnswerQuestion("q2", "oui")


def test_sticks_come_in_the_order_of_their_columns() -> None:
    fields = (("cast_sticks.choices.2", "s1"), ("cast_sticks.choices.1", "s3"), ("cast_sticks.choices.3", ""))
    assert command("cast_sticks", *fields) == choosing.CastSticks(("s3", "s1"))


def test_sticks_counted_on_paper_come_with_their_subject() -> None:
    fields = (("record_sticks.totals.s1", "7"), ("record_sticks.totals.s2", "2"), ("record_sticks.totals.s3", ""))
    assert command("record_sticks", *fields) == choosing.RecordSticks(("s1=7", "s2=2"))


def test_several_people_come_repeated_or_with_commas() -> None:
    assert command("mark_spoken?members=a,b") == command("mark_spoken", ("mark_spoken.members", "a"), ("mark_spoken.members", "b"))


def test_ticks_numbers_and_choices_have_their_types() -> None:
    assert command("close_session?reason=time&plan_later=yes") == moving.CloseSession(reason="time", plan_later=True)
    assert command("mark_not_yet?line=b1&not_yet=no") == MarkNotYet("b1", not_yet=False)
    assert command("confirm_plan?version=4") == planning.ConfirmPlan(4)


def test_what_is_not_sent_keeps_its_default() -> None:
    assert command("prepare", ("prepare.text", "Un sujet")) == Prepare(text="Un sujet")


def test_the_facilitator_says_for_whom_she_records() -> None:
    found = sent("pass_turn?for=thomas")
    assert isinstance(found, forms.Sent)
    assert (found.on_behalf_of, found.command) == ("thomas", turning.PassTurn())


def test_what_was_typed_is_known_by_its_field() -> None:
    found = sent("word_request", ("word_request.question", "Comment ?"), ("word_request.expectation", " "))
    assert isinstance(found, forms.Sent)
    assert found.typed == (("word_request.question", "Comment ?"),)


def test_one_key_with_two_acts_is_two_acts_and_the_same_act_again_is_one() -> None:
    found = [sent(do) for do in ("ask_turn", "lower_hand", "ask_turn")]
    first, other, again = [item.key for item in found if isinstance(item, forms.Sent)]
    assert (first == again, first == other) == (True, False)


FORGED = {
    "no command of ours": ("become_facilitator",),
    "nothing": ("",),
    "a field that it has not": ("ask_turn?to=ines",),
    "a field missing": ("give_turn",),
    "a field twice": ("give_turn?to=ines&to=paul",),
    "a number that is none": ("extend_step?minutes=lots",),
    "a huge number": ("extend_step?minutes=99999999",),
    "an unknown reason": ("go_on?reason=because",),
    "a tick that is none": ("mark_paper?member=a&paper=perhaps",),
    "two for whom": ("pass_turn?for=a&for=b",),
    "a script for whom": ("pass_turn?for=<script>",),
    "a python name": ("__class__",),
    "an indexed word": ("give_turn", ("give_turn.to.1", "ines")),
    "a prefixed stranger": ("ask_turn", ("ask_turn.by", "ines")),
}


@pytest.mark.parametrize("form", FORGED.values(), ids=FORGED)
def test_a_forged_form_is_not_understood(form: tuple[str, *tuple[tuple[str, str], ...]]) -> None:
    assert sent(form[0], *form[1:]) == NOT_UNDERSTOOD


@pytest.mark.parametrize("key", ["", "short", "a" * 65, "with space", "línea-línea"])
def test_an_act_without_a_proper_key_is_not_understood(key: str) -> None:
    assert sent("ask_turn", key=key) == NOT_UNDERSTOOD


def test_two_commands_at_once_are_not_understood() -> None:
    assert sent("ask_turn", ("do", "lower_hand")) == NOT_UNDERSTOOD
