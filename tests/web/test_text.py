"""What people typed reaches others as they meant it, and can neither hide nor turn round what stands beside it."""

from __future__ import annotations

import pytest

from codev.web.text import clean

TYPED = {
    "two letters become one": ("e\u0301te\u0301", "été"),
    "line ends are one kind": ("un\r\ndeux\rtrois\u2028quatre", "un\ndeux\ntrois\nquatre"),
    "controls go": ("a\x00b\x1b[31mc\x7f\x9b", "ab[31mc"),
    "a tab is a space": ("a\tb", "a b"),
    "what turns words round goes": ("abc\u202egnol\u202c \u2067x\u2069", "abcgnol x"),
    "the marks that Hebrew needs stay": ("שלום\u200f!", "שלום\u200f!"),
    "a family stays one": ("\U0001f469\u200d\U0001f467", "\U0001f469\u200d\U0001f467"),
    "the spaces of French stay": ("Pourquoi\u202f? «\u00a0Oui\u00a0»", "Pourquoi\u202f? «\u00a0Oui\u00a0»"),
    "half a character goes": ("a\ud83db", "ab"),
    "nothing to be seen is nothing": (" \u200b\u2060\n\ufeff", ""),
    "mark-up is only letters": ("<script>alert(1)</script>", "<script>alert(1)</script>"),
}


@pytest.mark.parametrize(("typed", "kept"), TYPED.values(), ids=TYPED)
def test_text_is_cleaned(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(("typed", "_"), TYPED.values(), ids=TYPED)
def test_cleaned_text_stays_as_it_is(typed: str, _: str) -> None:
    assert clean(clean(typed)) == clean(typed)
