"""The dates of a cycle, fixed, moved, cancelled, arranged: who is told, who comes second, what is refused (B4 to B6, B12, B13, S31)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from codev.groups import dates, due
from codev.groups.absences import tell
from codev.groups.audit import lines
from codev.groups.course import course_of
from codev.groups.daterows import Absence
from codev.groups.founding import add
from codev.groups.models import Cycle, Due, Member, PlannedSession
from codev.groups.planning import first_row
from codev.protocol import Refusal

from .conftest import Cast

WEEK = timedelta(weeks=1)
TODAY = timezone.now().replace(minute=30, second=0, microsecond=0)


def soon(weeks: int) -> datetime:
    return TODAY + weeks * WEEK


@pytest.fixture
def group(cast: Cast) -> Cast:
    """The group before its first date; its clocks never change, whatever the day of the test."""
    cast.group.zone = "UTC"
    cast.group.save()
    PlannedSession.objects.all().delete()
    cast.session = None
    return cast


def odile(cast: Cast) -> Member:
    return Member.objects.select_related("group").get(pk=cast["Odile"])


def edition(cast: Cast) -> int:
    return Cycle.objects.filter(group=cast.group).latest("number").edition


def fixed(cast: Cast, starts: Sequence[datetime]) -> list[PlannedSession]:
    found = dates.fix(odile(cast), edition(cast), starts)
    assert not isinstance(found, Refusal), found
    return found


def told(cast: Cast, name: str) -> list[str]:
    return sorted(due.told(row)[0] for row in Due.objects.filter(member=cast[name], state=Due.WAITING).select_related("member"))


def test_dates_once_fixed_are_sessions_of_the_cycle_and_everyone_is_told_B6(group: Cast) -> None:
    found = fixed(group, [soon(6), soon(2)])
    assert [session.start for session in found] == [soon(2), soon(6)]
    assert [told(group, name) for name in ("Odile", "Inès", "Hugo")] == [["dates_fixed"], ["dates_fixed"], []]


def test_whoever_fixes_dates_on_a_page_that_is_out_of_date_is_told_and_nothing_is_lost_B6(group: Cast) -> None:
    seen = edition(group)
    fixed(group, [soon(2)])
    assert dates.fix(odile(group), seen, [soon(3)]) == dates.CHANGED_MEANWHILE
    assert PlannedSession.objects.filter(cycle__group=group.group).count() == 1


@pytest.mark.parametrize(
    ("weeks", "refusal"), [((-1, 2), dates.PAST), ((2, 2), dates.TWICE), ((1,), dates.TWICE)], ids=["past", "twice", "taken"]
)
def test_a_date_that_is_past_taken_or_comes_twice_is_refused_B6(group: Cast, weeks: tuple[int, ...], refusal: Refusal) -> None:
    fixed(group, [soon(1)])
    seen = edition(group)
    assert dates.fix(odile(group), seen, [soon(week) for week in weeks]) == refusal
    assert (edition(group), PlannedSession.objects.filter(cycle__group=group.group).count()) == (seen, 1)


def test_a_move_is_told_to_everyone_at_the_table_and_opens_at_the_new_instant(group: Cast) -> None:
    (session,) = fixed(group, [soon(2)])
    found = dates.move(odile(group), session.pk, edition(group), soon(3))
    assert isinstance(found, PlannedSession)
    assert (first_row(session.pk).start, found.sequence) == (soon(3).isoformat(), 1)
    assert told(group, "Rose") == ["dates_fixed", "session_moved"]


def test_an_absence_was_told_of_the_old_day(group: Cast) -> None:
    (session,) = fixed(group, [soon(2)])
    tell(group["Rose"], session.pk, absent=True)
    dates.move(odile(group), session.pk, edition(group), soon(3))
    assert Absence.objects.count() == 0


def test_a_cancelled_session_can_have_another_date(group: Cast) -> None:
    """Its appointment in the diaries goes, and comes back as another."""
    (session,) = fixed(group, [soon(2)])
    dates.cancel(odile(group), session.pk, edition(group))
    assert ("session_cancelled" in told(group, "Rose"), course_of(group.group.pk).meetings[0].cancelled) == (True, True)
    found = dates.move(odile(group), session.pk, edition(group), soon(2))
    assert isinstance(found, PlannedSession)
    assert (found.state, found.sequence, told(group, "Rose")) == (PlannedSession.PLANNED, 2, ["dates_fixed", "session_moved"])


def test_of_two_moves_at_once_the_second_is_told_that_the_dates_have_changed_B6(group: Cast) -> None:
    (session,) = fixed(group, [soon(2)])
    seen = edition(group)
    dates.move(odile(group), session.pk, seen, soon(3))
    assert dates.move(odile(group), session.pk, seen, soon(4)) == dates.CHANGED_MEANWHILE
    assert PlannedSession.objects.get(pk=session.pk).start == soon(3)


def test_what_has_taken_place_is_not_moved(group: Cast) -> None:
    (session,) = fixed(group, [soon(2)])
    PlannedSession.objects.filter(pk=session.pk).update(state=PlannedSession.CLOSED, over="1")
    assert dates.move(odile(group), session.pk, edition(group), soon(3)) == dates.OVER
    assert dates.cancel(odile(group), session.pk, edition(group)) == dates.OVER


def test_a_session_of_another_group_is_not_there_C3(group: Cast) -> None:
    (session,) = fixed(group, [soon(2)])
    hugo = Member.objects.select_related("group").get(pk=group["Hugo"])
    assert dates.cancel(hugo, session.pk, 0) == dates.NOT_HERS
    assert dates.consult_again(hugo, session.pk) == dates.NOT_HERS


def test_a_member_facilitates_for_a_day_and_the_outside_facilitator_stays_away_B12(group: Cast) -> None:
    (session,) = fixed(group, [soon(2)])
    everyone = [member.pk for member in group.people.values()]
    arranged = dates.arrange(odile(group), session.pk, edition(group), format_name="classic", facilitator=group["Inès"], at_table=everyone)
    assert isinstance(arranged, PlannedSession)
    row = first_row(session.pk)
    assert (row.facilitator, row.format["name"], group["Inès"] in row.members) == (group["Inès"], "classic", True)
    assert not session.seats.filter(member__in=(group["Odile"], group["Hugo"])).exists()


def test_a_tenth_seat_is_not_laid_by_hand_either_B1(group: Cast) -> None:
    (session,) = fixed(group, [soon(2)])
    everyone = [add(group.group, f"Pair {n}").pk for n in range(10)]
    refusal = dates.arrange(odile(group), session.pk, edition(group), format_name="ninety", facilitator=group["Odile"], at_table=everyone)
    assert refusal == Refusal("tenth_seat", "B1")


def test_a_table_without_anyone_or_without_a_facilitator_of_the_group_is_refused_B12(group: Cast) -> None:
    (session,) = fixed(group, [soon(2)])
    for facilitator, at_table in ((group["Odile"], []), (group["Hugo"], [group["Rose"]])):
        found = dates.arrange(odile(group), session.pk, edition(group), format_name="ninety", facilitator=facilitator, at_table=at_table)
        assert found == Refusal("nobody_there", "B12")


def test_a_group_larger_than_a_table_sits_in_turn_B13(group: Cast) -> None:
    for number in range(7):
        add(group.group, f"Pair {number}")
    found = fixed(group, [soon(week) for week in (2, 6, 10)])
    sat = [len(first_row(session.pk).members) for session in found]
    assert (sat, course_of(group.group.pk).larger) == ([9, 9, 9], True)


def test_a_second_consultation_is_planned_once_S31(group: Cast) -> None:
    (session,) = fixed(group, [soon(2)])
    assert [dates.consult_again(odile(group), session.pk) for _ in range(2)] == [2, 2]


def test_a_new_cycle_begins_after_the_last_session_B4(group: Cast) -> None:
    (session,) = fixed(group, [soon(2)])
    assert dates.begin_cycle(odile(group), edition(group)) == Refusal("cycle_goes_on", "B4")
    PlannedSession.objects.filter(pk=session.pk).update(state=PlannedSession.CLOSED)
    begun = dates.begin_cycle(odile(group), edition(group))
    assert isinstance(begun, Cycle)
    assert (begun.number, course_of(group.group.pk).clients, course_of(group.group.pk).meetings) == (2, (), ())


def test_the_theme_of_a_cycle_is_words_of_the_group_B13(group: Cast) -> None:
    assert dates.name_theme(odile(group), "Prendre sa place") is None
    assert course_of(group.group.pk).theme == "Prendre sa place"
    refusal = dates.name_theme(odile(group), "x" * 201)
    assert refusal
    assert refusal.code == "too_long"


def test_an_absence_is_told_and_taken_back_by_herself_P13(group: Cast) -> None:
    (session,) = fixed(group, [soon(2)])
    for _ in range(2):
        assert tell(group["Rose"], session.pk, absent=True) is None
    meeting = course_of(group.group.pk).meetings[0]
    assert (meeting.absent, course_of(group.group.pk).too_few(meeting)) == ((group["Rose"],), True)
    tell(group["Rose"], session.pk, absent=False)
    assert course_of(group.group.pk).meetings[0].absent == ()


def test_who_told_that_she_would_be_absent_is_absent_as_the_room_opens_P13(group: Cast) -> None:
    (session,) = fixed(group, [soon(2)])
    tell(group["Rose"], session.pk, absent=True)
    assert first_row(session.pk).absent == (group["Rose"],)


def test_nobody_is_absent_from_a_table_that_is_not_hers_or_that_is_over_C3(group: Cast) -> None:
    (session,) = fixed(group, [soon(2)])
    assert tell(group["Hugo"], session.pk, absent=True) == Refusal("not_a_member", "C3")
    PlannedSession.objects.filter(pk=session.pk).update(state=PlannedSession.CLOSED)
    assert tell(group["Rose"], session.pk, absent=True) == dates.OVER


def test_who_changed_which_dates_is_noted_without_content(group: Cast) -> None:
    (session,) = fixed(group, [soon(2)])
    dates.move(odile(group), session.pk, edition(group), soon(3))
    dates.cancel(odile(group), session.pk, edition(group))
    assert [line.what for line in lines(group.group.pk)][:3] == ["session_cancelled", "session_moved", "dates_changed"]


def test_as_many_sessions_as_members_or_the_page_says_how_many_are_missing_B4(group: Cast) -> None:
    fixed(group, [soon(2), soon(6)])
    course = course_of(group.group.pk)
    assert (course.missing, len(course.peers)) == (2, 4)
