"""A message that is owed: unique per cause, sealed, withdrawn when its cause is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from codev.groups import due
from codev.groups.founding import part
from codev.groups.models import Due, Member, PlannedSession

from .conftest import START, Cast


def kinds(cast: Cast, name: str, *states: str) -> list[str]:
    rows = Due.objects.filter(member=cast[name], state__in=states or (Due.WAITING,)).select_related("member")
    return sorted(due.told(row)[0] for row in rows)


def test_the_same_cause_owes_once(cast: Cast) -> None:
    owed = [due.owe(cast.people["Inès"], "invitation", "link:1") for _ in range(2)]
    assert (owed, kinds(cast, "Inès")) == ([True, False], ["invitation"])


def test_another_person_another_kind_and_another_time_are_owed_as_well(cast: Cast) -> None:
    for name, kind, cause in (("Inès", "invitation", "link:1"), ("Malik", "invitation", "link:1"), ("Inès", "invitation", "link:2")):
        assert due.owe(cast.people[name], kind, cause)
    assert due.owe(cast.people["Inès"], "charter_changed", "link:1")


def test_a_kind_that_nobody_knows_is_a_fault_at_once(cast: Cast) -> None:
    with pytest.raises(KeyError):
        due.owe(cast.people["Inès"], "newsletter", "link:1")


def test_what_is_owed_and_why_stand_sealed_C4(cast: Cast) -> None:
    """Whoever reads the database sees that a message goes to somebody, not that she has a plan."""
    due.owe(cast.people["Inès"], "action_reminder", "action:1", by="Odile la discrète")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM groups_due")
        row = b"|".join(value if isinstance(value, bytes) else str(value).encode() for value in cursor.fetchall()[0])
    assert [word for word in ("action", "discr", "Odile") if word.encode() in row] == []
    assert due.told(Due.objects.get()) == ("action_reminder", {"by": "Odile la discrète"})


def test_a_new_date_tells_everybody_and_takes_the_old_messages_back(cast: Cast) -> None:
    due.owe(cast.people["Rose"], "reminder", f"session:{cast.here}/old", START)
    due.moved(session := PlannedSession.objects.get(pk=cast.here), before=START)
    assert (kinds(cast, "Rose"), kinds(cast, "Rose", Due.WITHDRAWN)) == (["session_moved"], ["reminder"])
    assert (session.sequence, kinds(cast, "Odile"), kinds(cast, "Hugo")) == (1, ["session_moved"], [])


def test_moved_twice_only_the_last_date_is_told(cast: Cast) -> None:
    for _ in range(2):
        due.moved(PlannedSession.objects.get(pk=cast.here), before=START)
    assert (kinds(cast, "Rose"), kinds(cast, "Rose", Due.WITHDRAWN)) == (["session_moved"], ["session_moved"])


def test_what_was_sent_is_not_taken_back(cast: Cast) -> None:
    due.owe(cast.people["Inès"], "before_session", f"session:{cast.here}")
    Due.objects.update(state=Due.SENT)
    assert due.withdraw(f"session:{cast.here}") == 0
    due.cancelled(PlannedSession.objects.get(pk=cast.here))
    assert kinds(cast, "Inès") == ["session_cancelled"]


def test_some_kinds_alone_are_taken_back(cast: Cast) -> None:
    for kind in ("before_session", "reminder"):
        due.owe(cast.people["Inès"], kind, f"session:{cast.here}")
    assert (due.withdraw(f"session:{cast.here}", kinds=["reminder"]), kinds(cast, "Inès")) == (1, ["before_session"])


def test_nothing_is_owed_to_invented_people_nor_to_those_who_left(cast: Cast) -> None:
    part(cast["Rose"])
    cast.people["Malik"].is_companion = True
    cast.people["Hugo"].group.demonstration = True
    people = (Member.objects.get(pk=cast["Rose"]), cast.people["Malik"], cast.people["Hugo"])
    assert [due.owe(member, "invitation", "link:1") for member in people] == [False, False, False]


def test_a_mended_address_gets_what_could_not_reach_it(cast: Cast) -> None:
    for number, late in (("1", 1), ("2", -1)):
        due.owe(cast.people["Inès"], "invitation", f"link:{number}", until=timezone.now() + timedelta(days=late))
    Due.objects.update(state=Due.GIVEN_UP, problem="broken", tries=1)
    assert (due.address_mended(cast.people["Inès"]), kinds(cast, "Inès")) == (1, ["invitation"])
