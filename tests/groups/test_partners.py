"""The learning partner: the two see each other until the next session, and nobody else does (S22)."""

from __future__ import annotations

from datetime import timedelta

from codev.groups import partners
from codev.groups.access import member_for
from codev.groups.membership import Membership

from .conftest import START, Cast
from .test_handing import CALL, MONTH, end, over
from .test_planning import plan

AFTER = START + timedelta(hours=3)


def who(cast: Cast, name: str) -> Membership:
    found = member_for([cast[name]], cast[name])
    assert found
    return found


def agree(cast: Cast) -> None:
    malik = cast.people["Malik"]
    malik.address = "malik@example.org"
    malik.save()
    end(cast, cast.here, over(cast, "Rose", CALL, partner=cast["Malik"]))


def test_the_two_see_each_other_until_the_next_session_S22(cast: Cast) -> None:
    agree(cast)
    (hers,) = partners.of(who(cast, "Rose"), AFTER)
    (his,) = partners.of(who(cast, "Malik"), AFTER)
    assert ((hers.name, hers.address), (his.name, his.address)) == (("Malik", "malik@example.org"), ("Rose", ""))
    plan(cast, start=START + MONTH)
    assert partners.of(who(cast, "Rose"), START + MONTH + timedelta(minutes=1)) == []


def test_nobody_else_sees_who_they_are_S22(cast: Cast) -> None:
    agree(cast)
    assert [partners.of(who(cast, name), AFTER) for name in ("Odile", "Inès", "Hugo")] == [[], [], []]


def test_her_plan_is_seen_by_her_partner_once_she_shows_it_S22(cast: Cast) -> None:
    agree(cast)
    (his,) = partners.of(who(cast, "Malik"), AFTER)
    partners.share(who(cast, "Malik"), his.run, True, AFTER)
    assert partners.of(who(cast, "Malik"), AFTER)[0].actions == ()
    partners.share(who(cast, "Rose"), his.run, True, AFTER)
    assert partners.of(who(cast, "Malik"), AFTER)[0].actions == (CALL,)


def test_her_own_plan_stays_in_sight_until_it_has_been_told_S5(cast: Cast) -> None:
    agree(cast)
    assert (partners.plan_of(who(cast, "Rose")), partners.plan_of(who(cast, "Malik"))) == ((CALL,), ())
