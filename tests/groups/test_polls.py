"""The date poll: asked, answered, changed, settled; two people at once lose nothing (B6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from codev.groups import dates, due, polls
from codev.groups.course import course_of
from codev.groups.daterows import PollAnswer
from codev.groups.models import Due
from codev.groups.polls import Poll
from codev.protocol import Refusal
from codev.protocol.cycle.planner import NoDates

from .conftest import Cast
from .test_dates import edition, group, odile, soon, told

__all__ = ["group"]
Queries = Any


def asked(cast: Cast, *weeks: int, sessions: int = 2) -> Poll:
    assert polls.ask(odile(cast), [soon(week) for week in weeks], sessions) is None
    return poll(cast)


def poll(cast: Cast) -> Poll:
    found = polls.open_poll(cast.group.pk)
    assert found
    return found


def say(cast: Cast, name: str, answers: Mapping[int, str]) -> Refusal | None:
    """By the week of the slot."""
    weeks = {start: slot for slot, start in poll(cast).slots.items()}
    return polls.answer(cast[name], poll(cast).id, {weeks[soon(week)]: answer for week, answer in answers.items()})


def all_say(cast: Cast, answers: Mapping[int, str], *but: str) -> None:
    for name in ("Odile", "Inès", "Malik", "Rose", "Sami"):
        if name not in but:
            assert say(cast, name, answers) is None


def weeks(cast: Cast, slots: Any) -> list[int]:
    return [next(week for week in range(60) if soon(week) == poll(cast).slots[slot.id]) for slot in slots]


def test_everyone_is_asked_whoever_facilitates_too_B6(group: Cast) -> None:
    asked(group, 2, 6)
    assert [told(group, name) for name in ("Odile", "Rose", "Hugo")] == [["poll_asked"], ["poll_asked"], []]


def test_an_answer_may_be_changed_until_the_poll_is_over(group: Cast) -> None:
    asked(group, 2, 6)
    say(group, "Rose", {2: "no", 6: "yes"})
    say(group, "Rose", {2: "maybe"})
    assert sorted(poll(group).answers[group["Rose"]].values()) == ["maybe", "yes"]
    slots = list(poll(group).slots)
    polls.drop(odile(group), poll(group).id)
    assert polls.answer(group["Rose"], "gone", {slots[0]: "yes"}) == polls.CLOSED


def test_the_best_dates_are_those_where_most_can_come_B6(group: Cast) -> None:
    asked(group, 2, 3, 6, 7)
    all_say(group, {2: "yes", 3: "yes", 6: "yes", 7: "yes"}, "Rose")
    say(group, "Rose", {2: "yes", 7: "yes", 6: "maybe"})
    found = polls.best(poll(group))
    assert not isinstance(found, NoDates)
    assert (weeks(group, found[0].chosen), found[0].maybe[found[0].chosen[0].id]) == ([2, 7], ())


def test_other_sets_come_after_the_best_one_and_differ(group: Cast) -> None:
    asked(group, 2, 3, 6, 7)
    all_say(group, {2: "yes", 3: "yes", 6: "yes", 7: "maybe"})
    found = polls.best(poll(group))
    assert not isinstance(found, NoDates)
    assert [weeks(group, one.chosen) for one in found] == [[3, 6], [2, 6], [3, 7]]


def test_where_the_gaps_allow_no_set_it_is_told_how_many_sessions_fit_B5(group: Cast) -> None:
    asked(group, 2, 3)
    assert polls.best(poll(group)) == NoDates(1)
    assert polls.rule(odile(group), poll(group).id, 2, 7, 70) is None
    assert not isinstance(polls.best(poll(group)), NoDates)


def test_whoever_has_not_answered_counts_as_absent_and_is_named(group: Cast) -> None:
    asked(group, 2, 6)
    all_say(group, {2: "yes", 6: "yes"}, "Sami")
    found = polls.best(poll(group))
    assert not isinstance(found, NoDates)
    assert (poll(group).silent, set(found[0].absent.values())) == ((group["Sami"],), {(group["Sami"],)})


def test_the_facilitator_settles_on_a_set_and_it_becomes_the_dates(group: Cast) -> None:
    seen = asked(group, 2, 6, 10)
    taken = polls.settle(odile(group), seen.id, edition(group), list(seen.slots)[:2])
    assert not isinstance(taken, Refusal)
    assert [meeting.start for meeting in course_of(group.group.pk).meetings] == [soon(2), soon(6)]
    assert (polls.open_poll(group.group.pk), told(group, "Rose")) == (None, ["dates_fixed"])


def test_of_two_who_settle_at_once_the_second_is_told_that_it_is_over(group: Cast) -> None:
    seen, before = asked(group, 2, 6), edition(group)
    polls.settle(odile(group), seen.id, before, list(seen.slots))
    assert polls.settle(odile(group), seen.id, before, list(seen.slots)) == polls.CLOSED
    assert len(course_of(group.group.pk).meetings) == 2


def test_dates_that_changed_meanwhile_leave_the_poll_open(group: Cast) -> None:
    seen, before = asked(group, 2, 6), edition(group)
    dates.fix(odile(group), before, [soon(20)])
    assert polls.settle(odile(group), seen.id, before, list(seen.slots)) == dates.CHANGED_MEANWHILE
    assert poll(group).id == seen.id


def test_slots_that_are_added_by_two_people_are_merged_with_their_answers(group: Cast) -> None:
    asked(group, 2, 6)
    say(group, "Rose", {2: "yes"})
    asked(group, 6, 10)
    assert (list(poll(group).slots.values()), list(poll(group).answers[group["Rose"]].values())) == (
        [soon(2), soon(6), soon(10)],
        ["yes"],
    )
    assert Due.objects.filter(member=group["Rose"]).count() == 1


@pytest.mark.parametrize("said", ["perhaps", "", "YES"])
def test_an_answer_that_is_none_is_not_kept(group: Cast, said: str) -> None:
    asked(group, 2)
    assert (say(group, "Rose", {2: said}), poll(group).silent.count(group["Rose"])) == (None, 1)


def test_nobody_answers_for_another_group_C3(group: Cast) -> None:
    seen = asked(group, 2)
    assert polls.answer(group["Hugo"], seen.id, dict.fromkeys(seen.slots, "yes")) == polls.CLOSED


def test_a_past_slot_and_too_many_are_refused(group: Cast) -> None:
    assert polls.ask(odile(group), [soon(-1)], 1) == dates.PAST
    refusal = polls.ask(odile(group), [soon(week) for week in range(1, 62)], 1)
    assert refusal
    assert refusal.code == "many_slots"
    assert polls.open_poll(group.group.pk) is None


def test_a_poll_and_a_cycle_are_read_in_as_many_questions_however_large_they_are(group: Cast, django_assert_num_queries: Queries) -> None:
    asked(group, 2)
    with django_assert_num_queries(4):
        polls.open_poll(group.group.pk)
    asked(group, *range(3, 40))
    all_say(group, dict.fromkeys(range(2, 40), "yes"))
    with django_assert_num_queries(4):
        polls.open_poll(group.group.pk)
    polls.settle(odile(group), poll(group).id, edition(group), list(poll(group).slots))
    with django_assert_num_queries(5):
        assert len(course_of(group.group.pk).meetings) == 38


def test_withdrawn_with_the_poll_is_the_question_that_was_not_sent_yet(group: Cast) -> None:
    seen = asked(group, 2)
    polls.drop(odile(group), seen.id)
    assert due.told(Due.objects.filter(member=group["Rose"]).select_related("member")[0])[0] == "poll_asked"
    assert told(group, "Rose") == []


def test_who_answered_what_goes_with_the_choice(group: Cast) -> None:
    seen = asked(group, 2, 6)
    all_say(group, {2: "yes", 6: "no"})
    polls.settle(odile(group), seen.id, edition(group), list(seen.slots))
    assert PollAnswer.objects.count() == 0
