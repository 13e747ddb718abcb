"""What is poured into a mould is, letter for letter, what the template says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codev.phrases import LANGUAGES
from codev.protocol import Part
from codev.protocol.views.parts import KINDS, LearningPart, QuestionPart, ReactionPart
from codev.web import moulds, parts
from tests.web.samples import samples

HOSTILE = """</textarea></p><script>alert(1)</script>'"&amp;{{ 7 * 7 }}\\n\\u0022 \u2028\n”"""
BOOLEANS = (False, True)


def contributions(said: str) -> Iterator[Part]:
    for answer, *flags in product(("", said), BOOLEANS, BOOLEANS, BOOLEANS):
        yield QuestionPart("question-q7", "q7", said, said, answer, *flags)
    for to, *flags in product(("all", "client"), BOOLEANS, BOOLEANS, BOOLEANS):
        yield ReactionPart("reaction-r7", "r7", "experience", said, said, to, *flags)
    for sort in ("learned", "enjoyed", "will_apply"):
        yield LearningPart("learning-l7", sort, said, said)


def poured(part: Part, language: str = "fr") -> str:
    made = parts.moulds.pour(part, language)
    assert made is not None
    return str(json.loads(f'"{made}"'))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shape_is_as_its_template_says_it(language: str) -> None:
    for part in (*contributions("Et si… ?"), *contributions(HOSTILE)):
        assert poured(part, language) == parts.in_full(part, language)


@given(st.text(), st.text(), st.text())
def test_any_words_come_out_as_the_template_would_say_them(text: str, by: str, answer: str) -> None:
    """Half of a surrogate pair never comes this far: it is cleaned away when it is sent."""
    for part in (QuestionPart("question-q1", "q1", text, by, answer, False, True), LearningPart("learning-l1", "learned", text, by)):
        if part.text:
            assert poured(part) == parts.in_full(part, "fr")


def test_words_that_look_like_a_mark_are_words() -> None:
    part = LearningPart("learning-l1", "learned", f"{moulds.MARK}byz", f"{moulds.MARK}textz")
    assert poured(part) == parts.in_full(part, "fr")


def test_an_id_that_is_not_plain_is_left_to_the_template() -> None:
    part = LearningPart('l"><b>', "learned", "Words", "Inès")
    assert parts.moulds.pour(part, "fr") is None
    assert "<b>" not in parts.unwired(parts.make(part, "fr"))


def test_every_contribution_has_a_mould_and_nothing_else() -> None:
    slots = {part.kind for part in KINDS.values() if part.slot in ("questions", "reactions", "learnings")}
    assert set(moulds.WORDS) == set(moulds.IDS) == slots


def test_every_sample_is_the_same_on_a_page_and_on_the_wire() -> None:
    for part in samples(HOSTILE):
        made = parts.make(part, "fr")
        assert (parts.unwired(made), *json.loads(b"{%s}" % made)) == (parts.in_full(part, "fr"), part.id)
