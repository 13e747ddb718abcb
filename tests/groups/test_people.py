"""The people of a group: who sees what of whom, and what whoever facilitates may change (B1, B3, B12, B16)."""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from codev.groups import access, charter, observers, people, ties
from codev.groups.founding import add, found
from codev.groups.membership import Membership
from codev.groups.models import Due, Member, Noted, PlannedSession, Seat, Word
from codev.groups.planning import first_row, plan_session
from codev.groups.roster import Person
from codev.people import links
from codev.people.models import Invitation
from codev.protocol import Refusal

from .conftest import START, Cast


def at(cast: Cast, name: str) -> Membership:
    who = access.member_for([cast[name]], cast[name])
    assert who is not None
    return who


def names(rows: Any) -> list[str]:
    return [one.name for one in rows]


def test_the_door_opens_for_whom_this_browser_holds_and_nobody_else(cast: Cast) -> None:
    assert at(cast, "Inès").group_name == "Les passeurs du mardi"
    assert access.member_for([cast["Malik"]], cast["Inès"]) is None
    people.leave(at(cast, "Odile"), cast["Inès"])
    assert access.member_for([cast["Inès"]], cast["Inès"]) is None


def test_addresses_and_links_are_for_the_facilitators_eyes(cast: Cast) -> None:
    Member.objects.get(pk=cast["Rose"]).save()
    people.correct(at(cast, "Odile"), cast["Rose"], name="", address="rose@example.org", has_device=True)
    hers, others = people.roll(at(cast, "Odile")), people.roll(at(cast, "Inès"))
    assert names(hers) == names(others) == ["Odile", "Inès", "Malik", "Rose", "Sami"]
    assert (any(one.address for one in hers), any(one.token for one in hers)) == (True, True)
    assert [(one.address, one.token) for one in others] == [("", "")] * 5


@pytest.mark.parametrize("more", [0, 30])
def test_a_roll_asks_as_often_for_one_as_for_many(cast: Cast, django_assert_num_queries: Any, more: int) -> None:
    people.add(at(cast, "Odile"), [Person(n, f"Person {n}") for n in range(more)])
    who = at(cast, "Odile")
    with django_assert_num_queries(2):
        assert len(people.roll(who)) == 5 + more


def test_many_groups_of_one_browser_are_one_question(cast: Cast, django_assert_num_queries: Any) -> None:
    held = [add(found(f"Group {n}"), "Ida").pk for n in range(12)]
    with django_assert_num_queries(1):
        assert [one.group_name for one in access.memberships(held)] == [f"Group {n}" for n in range(12)]


def test_the_size_is_advised_on_and_the_facilitator_comes_on_top_B1(cast: Cast) -> None:
    assert [people.size(n) for n in (3, 4, 9, 10)] == ["few", "", "", "large"]
    assert people.peers(people.roll(at(cast, "Odile"))) == 4


def seated(cast: Cast, name: str) -> bool:
    return Seat.objects.filter(session=cast.here, member__in=[m.pk for m in Member.objects.all() if m.name == name]).exists()


def test_a_newcomer_has_no_seat_in_the_past_nor_where_only_some_of_the_group_sit_B13(cast: Cast) -> None:
    PlannedSession.objects.update(start=START.replace(year=2000))
    people.add(at(cast, "Odile"), [Person(1, "Before")])
    PlannedSession.objects.update(start=START.replace(year=2100))
    people.add(at(cast, "Odile"), [Person(1, "After")])
    assert (seated(cast, "Before"), seated(cast, "After")) == (False, False)


def test_a_newcomer_sits_with_the_whole_group_as_long_as_the_table_has_room_B1(cast: Cast) -> None:
    PlannedSession.objects.update(start=START.replace(year=2100))
    people.add(at(cast, "Odile"), [Person(n, f"New {n}") for n in range(5)])
    people.add(at(cast, "Odile"), [Person(1, "Tenth")])
    assert (seated(cast, "New 4"), seated(cast, "Tenth")) == (True, False)


@pytest.mark.parametrize("more", [0, 30])
def test_the_facilitators_people_page_asks_as_often_for_one_as_for_many(cast: Cast, django_assert_num_queries: Any, more: int) -> None:
    people.add(at(cast, "Odile"), [Person(n, f"Person {n}") for n in range(more)])
    for row in Member.objects.filter(group=cast.group).exclude(pk=cast["Odile"])[: more // 3]:
        people.decline(row.pk)
    who = at(cast, "Odile")
    with django_assert_num_queries(5):
        assert (people.roll(who), people.gone(who), ties.apart(who), observers.accepted(who.group)) is not None


def test_two_people_of_one_name_are_not_told_apart_and_refused(cast: Cast) -> None:
    outcome = people.correct(at(cast, "Odile"), cast["Rose"], name=" inès ", address="", has_device=True)
    assert isinstance(outcome, Refusal)
    assert outcome.code == "name_taken"


def test_a_link_made_in_her_place_is_told_and_noted_and_leaves_her_notebook_shut_C1(cast: Cast) -> None:
    charter.accept(cast["Rose"], 1)
    old = links.current(cast["Rose"])
    new = people.renew_link(at(cast, "Odile"), cast["Rose"])
    told = people.remade(at(cast, "Rose"), START.replace(year=2000))
    assert (old == new, told and told[0]) == (False, "Odile")
    assert not Invitation.objects.get(pk=cast["Rose"]).opens_notes
    assert Noted.objects.filter(what="link_made", by=cast["Odile"], about=cast["Rose"]).exists()
    assert Due.objects.filter(member=cast["Rose"]).exists()


def test_invitations_are_owed_once_to_those_who_can_be_reached(cast: Cast) -> None:
    people.correct(at(cast, "Odile"), cast["Rose"], name="", address="rose@example.org", has_device=True)
    assert [people.write_to(at(cast, "Odile")), people.write_to(at(cast, "Odile"))] == [1, 0]


def test_the_group_is_handed_over_with_the_sessions_to_come_B12(cast: Cast) -> None:
    assert people.hand_over(at(cast, "Odile"), cast["Inès"]) == Refusal("not_yet_in", "B12")
    charter.accept(cast["Inès"], 1)
    PlannedSession.objects.update(start=START.replace(year=2100))
    assert people.hand_over(at(cast, "Odile"), cast["Inès"]) is None
    assert (at(cast, "Odile").facilitates, at(cast, "Inès").facilitates) == (False, True)
    assert PlannedSession.objects.get(pk=cast.here).facilitator_id == cast["Inès"]


def test_whoever_holds_the_group_hands_it_over_before_leaving_B12(cast: Cast) -> None:
    assert people.leave(at(cast, "Odile"), cast["Odile"]) == Refusal("facilitates_still", "B12")


@pytest.mark.parametrize("year", [2000, 2100])
def test_who_was_named_for_a_day_goes_and_the_group_s_facilitator_leads_from_a_place_of_her_own_B12(cast: Cast, year: int) -> None:
    """A session that has already begun by the clock too."""
    PlannedSession.objects.update(start=START.replace(year=year), facilitator=cast["Inès"])
    Seat.objects.filter(member=cast["Odile"]).delete()
    people.leave(at(cast, "Odile"), cast["Inès"])
    place = cast.place("Malik")
    assert place is not None
    assert place.names[place.facilitator] == "Odile"


def test_a_group_given_away_takes_along_the_session_that_is_on_B12(cast: Cast) -> None:
    charter.accept(cast["Inès"], 1)
    PlannedSession.objects.update(start=START.replace(year=2000))
    Seat.objects.filter(member=cast["Inès"]).delete()
    people.hand_over(at(cast, "Odile"), cast["Inès"])
    place = cast.place("Malik")
    assert place is not None
    assert place.names[place.facilitator] == "Inès"


def test_a_no_and_a_departure_look_alike_and_leave_no_address_B16(cast: Cast) -> None:
    people.decline(cast["Rose"])
    people.leave(at(cast, "Odile"), cast["Malik"])
    assert people.gone(at(cast, "Odile")) == ("Malik", "Rose")
    assert people.gone(at(cast, "Inès")) == ()
    assert Member.objects.get(pk=cast["Rose"]).address == ""


def test_a_tie_is_read_by_the_facilitator_without_who_told_it_B2(cast: Cast) -> None:
    ties.tell(at(cast, "Malik"), [cast["Inès"]])
    ties.tell(at(cast, "Inès"), [cast["Malik"], cast["Hugo"]])
    assert ties.apart(at(cast, "Odile")) == (("Inès", "Malik"),)
    assert ties.apart(at(cast, "Inès")) == ()
    ties.tell(at(cast, "Inès"), [])
    assert (ties.told_by(at(cast, "Inès")), ties.apart(at(cast, "Odile"))) == (frozenset(), (("Inès", "Malik"),))


def watcher(cast: Cast) -> str:
    return people.add(at(cast, "Odile"), [Person(1, "Théa")], watches=True)[0]


def test_an_observer_watches_once_everyone_has_said_yes_and_one_no_is_enough(cast: Cast) -> None:
    thea, everyone = watcher(cast), ("Odile", "Inès", "Malik", "Rose", "Sami")
    for name in everyone[:-1]:
        observers.say(at(cast, name), thea, "yes")
    assert observers.accepted(cast.group.pk) == frozenset()
    observers.say(at(cast, "Sami"), thea, "no")
    assert observers.accepted(cast.group.pk) == frozenset()
    observers.say(at(cast, "Sami"), thea, "yes")
    assert observers.accepted(cast.group.pk) == {thea}


def test_what_is_not_agreed_looks_the_same_whether_unanswered_or_a_no(cast: Cast) -> None:
    thea = watcher(cast)
    before = (people.roll(at(cast, "Odile")), observers.asked(at(cast, "Odile")))
    observers.say(at(cast, "Sami"), thea, "no")
    assert (people.roll(at(cast, "Odile")), observers.asked(at(cast, "Odile"))) == before


@pytest.mark.django_db(transaction=True)
async def test_the_door_knows_at_once_whom_everyone_has_let_watch(cast: Cast) -> None:
    await PlannedSession.objects.aupdate(start=START.replace(year=2100))
    thea, everyone = await sync_to_async(watcher)(cast), ("Odile", "Inès", "Malik", "Rose", "Sami")
    for name in everyone[:-1]:
        await sync_to_async(lambda name=name: observers.say(at(cast, name), thea, "yes"))()
    await sync_to_async(Word.objects.create)(about_id=thea, by_id=cast["Sami"], said="yes")
    assert await access.session_for([thea], cast.here, 1, thea) is None
    await sync_to_async(observers.seat)(cast.group.pk)
    assert await access.session_for([thea], cast.here, 1, thea) is not None


def test_an_observer_sits_at_no_table_as_a_member_and_loses_her_place_with_a_no(cast: Cast) -> None:
    PlannedSession.objects.update(start=START.replace(year=2100))
    thea = watcher(cast)
    for name in ("Odile", "Inès", "Malik", "Rose", "Sami"):
        observers.say(at(cast, name), thea, "yes")
    row = first_row(cast.here)
    assert (thea in row.observers, thea in row.members) == (True, False)
    observers.say(at(cast, "Rose"), thea, "no")
    assert not Seat.objects.filter(member=thea).exists()


def test_a_session_planned_later_seats_who_may_watch_and_no_tenth_for_it(cast: Cast) -> None:
    thea = watcher(cast)
    planned = plan_session(cast.group, start=START, zone="Europe/Paris", format_name="ninety")
    assert isinstance(planned, PlannedSession)
    assert not Seat.objects.filter(session=planned, member=thea).exists()
    for name in ("Odile", "Inès", "Malik", "Rose", "Sami"):
        observers.say(at(cast, name), thea, "yes")
    later = plan_session(cast.group, start=START, zone="Europe/Paris", format_name="ninety")
    assert isinstance(later, PlannedSession)
    assert Seat.objects.filter(session=later, member=thea).exists()
