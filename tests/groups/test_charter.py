"""The charter is accepted before the first session, in the version that stands (B7)."""

from __future__ import annotations

from codev.groups import charter
from codev.groups.founding import part
from codev.groups.models import Group, Member
from codev.people.models import Invitation

from .conftest import Cast


def accepted(cast: Cast) -> bool:
    place = cast.place("Inès")
    assert place is not None
    return place.charter_accepted


def test_a_member_accepts_the_charter_and_the_instant_is_kept(cast: Cast) -> None:
    before = accepted(cast)
    assert charter.accept(cast["Inès"], 1) is None
    assert (before, accepted(cast), Member.objects.get(pk=cast["Inès"]).charter_at is not None) == (False, True, True)


def test_a_changed_charter_is_asked_again(cast: Cast) -> None:
    charter.accept(cast["Inès"], 1)
    Group.objects.filter(pk=cast.group.pk).update(charter_version=2)
    refusal = charter.accept(cast["Inès"], 1)
    assert (accepted(cast), refusal and refusal.code) == (False, "charter_first")


def test_accepting_twice_keeps_the_first_instant(cast: Cast) -> None:
    charter.accept(cast["Inès"], 1)
    first = Member.objects.get(pk=cast["Inès"]).charter_at
    charter.accept(cast["Inès"], 1)
    assert Member.objects.get(pk=cast["Inès"]).charter_at == first


def test_whoever_has_left_accepts_nothing(cast: Cast) -> None:
    part(cast["Inès"])
    refusal = charter.accept(cast["Inès"], 1)
    assert refusal is not None
    assert refusal.code == "not_a_member"


def test_once_the_charter_is_accepted_a_link_alone_no_longer_opens_notes(cast: Cast) -> None:
    """C1."""
    charter.accept(cast["Inès"], 1)
    assert not Invitation.objects.get(pk=cast["Inès"]).opens_notes
