"""Audit without content: who did which administrative act when (C4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from codev.groups import audit
from codev.groups.audit import CODEV, WHAT, Noted, forget_old, lines, record
from codev.phrases import exists

from .conftest import Cast

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


def test_an_act_is_told_with_who_and_when_the_newest_first_C4(cast: Cast) -> None:
    record(cast.group.pk, cast["Odile"], "member_added", cast["Inès"], NOON)
    record(cast.group.pk, CODEV, "session_erased", cast.here, NOON + timedelta(days=1))
    told = [(line.by, line.what, line.about) for line in lines(cast.group.pk)][:2]
    assert told == [(CODEV, "session_erased", cast.here), (cast["Odile"], "member_added", cast["Inès"])]


def test_a_group_reads_its_own_acts_and_those_that_concern_everyone(cast: Cast) -> None:
    Noted.objects.all().delete()
    elsewhere = cast.people["Hugo"].group_id
    record(elsewhere, cast["Hugo"], "settings_changed", now=NOON)
    record(None, audit.OPERATOR, "keys_rotated", now=NOON)
    assert [line.what for line in lines(cast.group.pk)] == ["keys_rotated"]


@pytest.mark.parametrize(
    ("by", "what", "about"), [("Odile Martin", "member_added", ""), ("", "gossip", ""), ("", "override", "how to say no?")]
)
def test_no_word_can_be_noted_C4(cast: Cast, by: str, what: str, about: str) -> None:
    with pytest.raises(ValueError, match=r"audit|ids"):
        record(cast.group.pk, by, what, about)


def test_it_is_kept_a_year(cast: Cast) -> None:
    Noted.objects.all().delete()
    record(cast.group.pk, CODEV, "session_erased", now=NOON)
    assert (forget_old(NOON + timedelta(days=365)), forget_old(NOON + timedelta(days=367))) == (0, 1)


def test_every_act_has_its_words() -> None:
    assert [what for what in WHAT if not exists(f"register.{what}")] == []
