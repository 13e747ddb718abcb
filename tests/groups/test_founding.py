"""Founding a group, and what changes about a person."""

from __future__ import annotations

import pytest

from codev.groups.founding import LONGEST_NAME, add, correct, part
from codev.groups.models import Member
from codev.people import links
from codev.protocol import Refusal

from .conftest import Cast


def test_a_new_member_has_a_link_from_the_start(cast: Cast) -> None:
    member = add(cast.group, "Lou")
    assert links.read(links.current(member.pk)) == member.pk


def test_the_links_of_whoever_left_open_nothing(cast: Cast) -> None:
    """C3: an old link is withdrawn."""
    token = links.current(cast["Inès"])
    part(cast["Inès"])
    found = links.read(token)
    assert isinstance(found, Refusal)
    assert found.code == "link_withdrawn"


@pytest.mark.parametrize(("typed", "kept"), [("Agnès", "Agnès"), ("  Agnès \n Marie ", "Agnès Marie"), ("", "Inès"), ("   ", "Inès")])
def test_she_writes_her_name_as_she_wishes(cast: Cast, typed: str, kept: str) -> None:
    assert correct(cast["Inès"], name=typed) is None
    assert Member.objects.get(pk=cast["Inès"]).name == kept


def test_a_name_that_fits_no_seat_is_refused_with_how_much_is_too_much(cast: Cast) -> None:
    refusal = correct(cast["Inès"], name="x" * (LONGEST_NAME + 3))
    assert refusal is not None
    assert (refusal.code, dict(refusal.params)) == ("too_long", {"n": "3", "max": "60"})


def test_she_chooses_the_language_that_she_reads(cast: Cast) -> None:
    correct(cast["Inès"], language="en")
    place = cast.place("Inès")
    assert place is not None
    assert place.language == "en"
