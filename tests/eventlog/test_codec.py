import json
from dataclasses import dataclass
from typing import ClassVar

import pytest

from codev.eventlog.codec import UnknownFact, decode, encode, reader
from codev.eventlog.upcasters import UPCASTERS
from codev.protocol import FACTS, OWN_FACTS
from tests.eventlog.sampling import KINDS, label, stored

SAMPLES = [(json.loads(line), line) for line in stored()]
NAMES = [f"{name} {version}" for name, version in (label(sample) for sample, _ in SAMPLES)]


@pytest.mark.parametrize(("sample", "line"), SAMPLES, ids=NAMES)
def test_every_version_of_a_fact_ever_stored_is_read_today(sample, line):
    (fact,) = decode(line)
    assert type(fact) in KINDS.values()


@pytest.mark.parametrize(("sample", "line"), SAMPLES, ids=NAMES)
def test_todays_facts_are_written_as_they_were_read(sample, line):
    facts = decode(line)
    if label(sample) == (type(facts[0]).__name__, facts[0].version):
        assert encode(facts) == line


def test_every_version_of_every_fact_has_its_sample():
    """A fact without one: `python -m tests.eventlog.sampling`. A changed one: raise its version, write its upcaster, then the same."""
    expected = {(name, version) for name, kind in KINDS.items() for version in range(1, kind.version + 1)}
    assert expected <= {label(sample) for sample, _ in SAMPLES}


def test_no_two_samples_tell_the_same_version():
    assert len({label(sample) for sample, _ in SAMPLES}) == len(SAMPLES)


def test_a_session_and_a_notebook_share_no_fact():
    assert FACTS.keys() & OWN_FACTS.keys() == set()


def test_several_facts_of_one_act_stay_in_order():
    facts = tuple(decode(line)[0] for _, line in SAMPLES)
    assert decode(encode(facts)) == facts


@dataclass(frozen=True)
class Waved:
    """A fact of the tests: version 1 knew one hand and called it `hand`."""

    version: ClassVar[int] = 2
    hands: tuple[str, ...]
    pair: tuple[tuple[int, ...], ...] | None = None


@pytest.fixture
def waved(monkeypatch):
    monkeypatch.setitem(FACTS, "Waved", Waved)
    monkeypatch.setitem(UPCASTERS, ("Waved", 1), lambda old: ("Waved", 2, {"hands": [old["hand"]], "pair": None}))


def test_an_old_fact_is_read_as_a_new_one(waved):
    assert decode(b'[["Waved",1,{"hand":"left"}]]') == (Waved(("left",)),)


def test_a_fact_may_change_its_name(waved, monkeypatch):
    monkeypatch.setitem(UPCASTERS, ("HandShown", 1), lambda old: ("Waved", 1, old))
    assert decode(b'[["HandShown",1,{"hand":"left"}]]') == (Waved(("left",)),)


@pytest.mark.parametrize("pair", [None, (), ((1, 2), (3,))])
def test_tuples_come_back_as_tuples(waved, pair):
    assert decode(encode([Waved(("left",), pair)])) == (Waved(("left",), pair),)


@pytest.mark.parametrize("stored", [b'[["Waved",3,{}]]', b'[["Waved",0,{}]]', b'[["NeverHeardOf",1,{}]]'])
def test_a_fact_from_a_newer_software_is_named(waved, stored):
    with pytest.raises(UnknownFact):
        decode(stored)


def test_text_is_kept_to_the_letter():
    assert reader(str) is None
    hostile = "\x00\u202e</script>\ud7ff🧑‍🤝‍🧑\r\n"
    assert decode(encode([FACTS["HandRaised"](member=hostile)])) == (FACTS["HandRaised"](member=hostile),)
