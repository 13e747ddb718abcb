"""The date poll: which slots suit whom, and the best dates out of the answers (B6). Who answered what is seen by the group."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from codev.protocol import Refusal
from codev.protocol.cycle.hours import local_of
from codev.protocol.cycle.planner import ANSWERS, Dates, NoDates, Slot, Wish, best_dates, told

from . import audit, dates, due
from .daterows import DatePoll, PollAnswer, PollSlot
from .models import Group, Member, PlannedSession

MOST_SLOTS = 60
OTHERS = 2
"""How many other sets are shown beside the best one."""
CLOSED = Refusal("poll_closed", "B6")


@dataclass(frozen=True)
class Poll:
    """An open poll as its group sees it. slots: id to instant, in order of time. answers: member to {slot: answer}."""

    id: str
    sessions: int
    least: int
    most: int
    zone: str
    slots: Mapping[str, datetime]
    names: Mapping[str, str]
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def silent(self) -> tuple[str, ...]:
        """Who has not answered yet."""
        return tuple(member for member, hers in self.answers.items() if not hers)

    def who(self, slot: str, answer: str) -> tuple[str, ...]:
        return tuple(member for member, hers in self.answers.items() if hers.get(slot) == answer)

    def wish(self, without: str = "") -> Wish:
        """Local times: four weeks stay four weeks when the clocks change."""
        zone = ZoneInfo(self.zone)
        slots = [Slot(slot, local_of(start, zone)) for slot, start in self.slots.items() if slot != without]
        return Wish(self.sessions, (timedelta(days=self.least), timedelta(days=self.most)), slots, self.answers)


def open_poll(group_id: str) -> Poll | None:
    """Five questions to the database, however many slots and members there are."""
    row = DatePoll.objects.select_related("cycle__group").filter(cycle__group=group_id, closed=None).first()
    if row is None:
        return None
    members = list(asked(row.cycle.group))
    answers: dict[str, dict[str, str]] = {member.pk: {} for member in members}
    for answer in PollAnswer.objects.filter(slot__poll=row, member__in=members):
        answers[answer.member_id][answer.slot_id] = answer.answer
    slots = {slot.pk: slot.start for slot in row.slots.all()}
    names = {member.pk: member.name for member in members}
    return Poll(row.pk, row.sessions, row.least, row.most, row.cycle.group.zone, slots, names, answers)


def asked(group: Group) -> Sequence[Member]:
    """Everyone whose presence counts, whoever facilitates included."""
    return list(group.members.filter(state=Member.ACTIVE, watches=False))


@transaction.atomic
def ask(by: Member, starts: Collection[datetime], sessions: int, least: int = 0, most: int = 0) -> Refusal | None:
    """Put slots to the poll: a new one, or the one that is open. Slots that stand there already stay, with their answers."""
    cycle, now = dates.current(by.group_id), timezone.now()
    if any(start <= now for start in starts):
        return dates.PAST
    if len({*starts, *PollSlot.objects.filter(poll__cycle=cycle, poll__closed=None).values_list("start", flat=True)}) > MOST_SLOTS:
        return Refusal("many_slots", "B6", params=(("n", str(MOST_SLOTS)),))
    poll, new = DatePoll.objects.get_or_create(cycle=cycle, closed=None, defaults={"sessions": sessions})
    PollSlot.objects.bulk_create((PollSlot(poll=poll, start=start) for start in starts), ignore_conflicts=True)
    _rule(poll, sessions, least or poll.least, most or poll.most)
    for member in asked(by.group) if new else ():
        due.owe(member, "poll_asked", f"poll:{poll.pk}")
    if new:
        audit.record(by.group_id, by.pk, "dates_changed", cycle.pk)
    return None


@transaction.atomic
def rule(by: Member, poll_id: str, sessions: int, least: int, most: int) -> Refusal | None:
    """How many sessions, and how many days between two of them."""
    poll = _open(by.group_id, poll_id)
    if poll is None:
        return CLOSED
    _rule(poll, sessions, least, most)
    return None


@transaction.atomic
def answer(member_id: str, poll_id: str, said: Mapping[str, str]) -> Refusal | None:
    """What she says about the slots that her page showed; what she does not speak of stays as it was."""
    member = Member.objects.filter(pk=member_id, state=Member.ACTIVE, watches=False).first()
    poll = _open(member.group_id, poll_id) if member else None
    if member is None or poll is None:
        return CLOSED
    known = set(poll.slots.values_list("pk", flat=True))
    rows = [PollAnswer(slot_id=slot, member=member, answer=what) for slot, what in said.items() if slot in known and what in ANSWERS]
    PollAnswer.objects.bulk_create(rows, update_conflicts=True, unique_fields=["slot", "member"], update_fields=["answer"])
    return None


@transaction.atomic
def settle(by: Member, poll_id: str, edition: int, slots: Collection[str], format_name: str = "") -> list[PlannedSession] | Refusal:
    """The facilitator takes these slots, the best or others: they become the cycle's dates, and the poll is over."""
    poll = _open(by.group_id, poll_id)
    if poll is None:
        return CLOSED
    starts = list(poll.slots.filter(pk__in=slots).values_list("start", flat=True))
    if not starts:
        return Refusal("no_slots", "B6")
    planned = dates.fix(by, edition, starts, format_name)
    if not isinstance(planned, Refusal):
        _close(poll)
    return planned


@transaction.atomic
def drop(by: Member, poll_id: str) -> Refusal | None:
    """The poll is over, and nothing was chosen."""
    poll = _open(by.group_id, poll_id)
    if poll is None:
        return CLOSED
    _close(poll)
    return None


def best(poll: Poll) -> tuple[Dates, ...] | NoDates:
    """The best set under the rules, then those that come next, each lacking one slot of the best."""
    first = best_dates(poll.wish())
    if isinstance(first, NoDates):
        return first
    others = [found for slot in first.chosen if isinstance(found := best_dates(poll.wish(without=slot.id)), Dates)]
    others.sort(key=_worth)
    distinct = [found for number, found in enumerate(others) if found not in others[:number]]
    return (first, *distinct[:OTHERS])


def chosen(poll: Poll, slots: Collection[str]) -> Dates:
    """Who would miss what of any set of slots."""
    wish = poll.wish()
    return told(wish, [slot for slot in wish.slots if slot.id in slots])


def _worth(found: Dates) -> tuple[int, int, timedelta, tuple[datetime, ...]]:
    starts = tuple(slot.start for slot in found.chosen)
    widest = max((later - earlier for earlier, later in pairwise(starts)), default=timedelta())
    return sum(map(len, found.absent.values())), sum(map(len, found.maybe.values())), widest, starts


def _open(group_id: str, poll_id: str) -> DatePoll | None:
    return DatePoll.objects.select_for_update().filter(pk=poll_id, cycle__group=group_id, closed=None).first()


def _rule(poll: DatePoll, sessions: int, least: int, most: int) -> None:
    poll.sessions, poll.least, poll.most = sessions, least, max(least, most)
    poll.save(update_fields=["sessions", "least", "most"])


def _close(poll: DatePoll) -> None:
    """Who answered what has served: it goes."""
    poll.closed = timezone.now()
    poll.save(update_fields=["closed"])
    poll.slots.all().delete()
    due.withdraw(f"poll:{poll.pk}")
