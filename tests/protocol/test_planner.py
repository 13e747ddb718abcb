"""The best dates of a cycle: the same that trying every set would find, and in little work (B4 to B6)."""

import sys
from datetime import datetime, timedelta
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as some

from codev.protocol.cycle import planner
from codev.protocol.cycle.planner import ANSWERS, Dates, NoDates, Slot, Wish, best_dates

MONDAY = datetime.fromisoformat("2027-01-04T09:00")
DAY = timedelta(days=1)
MEMBERS = ("Nadia", "Karim", "Inès")
LINES_ALLOWED = 1_000_000


@some.composite
def wishes(draw):
    hours = draw(some.lists(some.integers(0, 40), max_size=8))
    slots = [Slot(f"s{number}", MONDAY + hour * DAY / 4) for number, hour in enumerate(hours)]
    answers = {member: {slot.id: draw(some.sampled_from(ANSWERS)) for slot in slots if draw(some.booleans())} for member in MEMBERS}
    least, more = draw(some.integers(0, 6)), draw(some.integers(0, 20))
    return Wish(draw(some.integers(1, 5)), (least * DAY / 4, (least + more) * DAY / 4), slots, answers)


def by_trying_all(wish):
    slots = sorted(wish.slots, key=lambda slot: (slot.start, slot.id))
    fitting = [chosen for chosen in combinations(slots, wish.sessions) if fits(wish, chosen)]
    return min(fitting, key=lambda chosen: worth(wish, chosen), default=None)


def fits(wish, chosen):
    return all(wish.spacing[0] <= later.start - earlier.start <= wish.spacing[1] for earlier, later in pairwise(chosen))


def worth(wish, chosen):
    said = [hers.get(slot.id, "no") for slot in chosen for hers in wish.answers.values()]
    widest = max((later.start - earlier.start for earlier, later in pairwise(chosen)), default=0 * DAY)
    return said.count("no"), said.count("maybe"), widest, [slot.start for slot in chosen], [slot.id for slot in chosen]


@given(wishes())
def test_the_best_dates_are_those_that_trying_every_set_finds_B6(wish):
    found, tried = best_dates(wish), by_trying_all(wish)
    assert (found.chosen if isinstance(found, Dates) else None) == tried


@given(wishes())
def test_where_no_set_is_possible_it_is_told_how_many_sessions_would_fit_B5(wish):
    found = best_dates(wish)
    if isinstance(found, NoDates):
        lengths = [length for length in range(1, wish.sessions) if any(fits(wish, chosen) for chosen in in_order(wish, length))]
        assert found.most == max(lengths, default=0)


def in_order(wish, length):
    return combinations(sorted(wish.slots, key=lambda slot: (slot.start, slot.id)), length)


def weekly(answers, sessions=2, spacing=(7, 14)):
    slots = [Slot(name, MONDAY + 7 * number * DAY) for number, name in enumerate("abcd")]
    return best_dates(Wish(sessions, (spacing[0] * DAY, spacing[1] * DAY), slots, answers))


def test_who_misses_what_and_who_comes_if_need_be_is_told_B6():
    found = weekly({"Nadia": {"a": "yes", "b": "maybe"}, "Karim": {"a": "yes"}})
    assert [slot.id for slot in found.chosen] == ["a", "b"]
    assert (found.absent, found.maybe) == ({"a": (), "b": ("Karim",)}, {"a": (), "b": ("Nadia",)})


def test_one_absence_weighs_more_than_any_number_of_maybes_B6():
    free = {"Nadia": {"c": "yes", "d": "yes"}, "Karim": dict.fromkeys("abcd", "maybe")}
    assert [slot.id for slot in weekly(free).chosen] == ["c", "d"]


def test_of_two_sets_as_good_the_one_with_the_smaller_gap_is_taken_B5():
    free = {"Nadia": {"a": "yes", "c": "yes", "d": "yes"}}
    assert [slot.id for slot in weekly(free).chosen] == ["c", "d"]


def test_one_session_is_the_earliest_slot_where_most_can_come():
    assert [slot.id for slot in weekly({"Nadia": {"b": "yes", "c": "yes"}}, sessions=1).chosen] == ["b"]


def test_without_slots_there_are_no_dates():
    assert best_dates(Wish(1, (DAY, DAY), [], {"Nadia": {}})) == NoDates(0)


def test_twelve_sessions_out_of_three_hundred_slots_take_little_work():
    """Counted in lines of the planner that ran, which no other load on the machine changes."""
    slots = [Slot(f"s{n}", MONDAY + (n * 37 % 400) * DAY + timedelta(minutes=n % 7 * 30)) for n in range(300)]
    answers = {f"m{m}": {slot.id: ANSWERS[(m * 7 + n * n) % 3] for n, slot in enumerate(slots)} for m in range(9)}
    lines, found = counted(lambda: best_dates(Wish(12, (14 * DAY, 56 * DAY), slots, answers)))
    assert (len(found.chosen), lines < LINES_ALLOWED) == (12, True)


def counted(work):
    lines = 0

    def line(frame, event, _):
        nonlocal lines
        lines += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(lambda frame, *_: line if frame.f_code.co_filename == planner.__file__ else None)
    try:
        return_value = work()
    finally:
        sys.settrace(before)
    return lines, return_value
