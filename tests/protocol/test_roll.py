from dataclasses import dataclass, replace

import pytest

from codev.protocol.roll import PAGE, Roll


@dataclass(frozen=True)
class Thing:
    id: str
    text: str = ""


def roll(count):
    made = Roll()
    for n in range(1, count + 1):
        made = made.add(Thing(f"q{n}"))
    return made


@pytest.mark.parametrize("count", [0, 1, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE])
def test_a_roll_holds_what_was_added_in_its_order(count):
    things = [f"q{n}" for n in range(1, count + 1)]
    assert ([thing.id for thing in roll(count)], len(roll(count))) == (things, count)
    assert [roll(count)[n].id for n in range(count)] == things


def test_what_was_added_is_found_by_its_name_alone():
    long = roll(40)
    assert [long.find(name) and long.find(name).id for name in ("q1", "q16", "q40")] == ["q1", "q16", "q40"]
    assert [long.find(name) for name in ("q0", "q41", "r1", "q", "", "q01", "q-1", "qx")] == [None] * 8


@pytest.mark.parametrize("name", ["q1", "q16", "q33", "q40"])
def test_one_is_changed_and_every_other_page_is_the_same_object(name):
    long = roll(40)
    changed = long.change(name, lambda thing: replace(thing, text="new"))
    assert [thing.text for thing in changed].count("new") == 1
    assert changed.find(name).text == "new"
    pages = zip((*long.full, long.last), (*changed.full, changed.last), strict=True)
    assert sum(before is not after for before, after in pages) == 1


def test_to_add_one_copies_no_full_page():
    long = roll(40)
    assert all(before is after for before, after in zip(long.full, long.add(Thing("q41")).full, strict=True))


def test_a_name_that_is_not_there_changes_nothing():
    long = roll(3)
    assert long.change("q9", lambda thing: replace(thing, text="new")) is long
