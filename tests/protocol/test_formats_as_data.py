"""The engine knows no step by name: a format is data, and a faulty one is refused with its place (S1)."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import codev.protocol
from codev.formats import load, names
from codev.protocol import FaultyFormat, Notebook, Refusal, decide, evolve, parse_format, plan, replay, view_for
from codev.protocol.format import ACTS
from codev.protocol.views.parts import KINDS
from tests.protocol.cast import CLAIRE, MEMBERS, NAMES, NINE, Play
from tests.protocol.random_orders import order, sessions

ODD = (None, 3, -1, True, "", "word", [], ["word"], {}, {"fr": "oui"}, {"fr": "oui", "en": 3}, {"fr": "oui", "en": "yes"}, 10**9, 1.5)
WORDS = {"fr": "Parler", "en": "Talk"}


def small(**step):
    """A format of one step that nobody wrote code for."""
    words = {"title": WORDS, "sentence": WORDS, "purpose": {"everyone": WORDS}}
    stage = {"id": "open", "floor": "go_round", "voices": ["everyone"], "may": {"everyone": ["ask"]}}
    return {"name": "small", "title": WORDS, "steps": [{"id": "talk", "stages": [stage], "words": words, **step}]}


def test_no_step_and_no_format_is_named_in_the_rules():
    acts_and_parts = {*ACTS, *KINDS, "reactions"}
    known = {step["id"] for name in names() for step in load(name)["steps"]} - acts_and_parts
    code = "".join(file.read_text(encoding="utf-8") for file in Path(codev.protocol.__file__).parent.rglob("*.py"))
    assert {word for word in (*known, *names()) if f'"{word}"' in code} == set()


def test_a_fifth_format_runs_from_its_data_alone():
    play = Play(small(minutes=10, gates=["all_concluded"]))
    play.lead(codev.protocol.moving.StartSession())
    assert play.gates == {"all_concluded": ("Nadia", "Karim", "Inès", "Paul", "Sofia")}
    play.lead(codev.protocol.turning.MarkAllSpoken(), codev.protocol.moving.GoOn())
    assert play.session.status.state == "closed"


def test_the_format_goes_whole_into_the_log_and_a_changed_file_changes_no_old_session():
    data = copy.deepcopy(small(minutes=10))
    play = Play(data)
    play.rows = [(at, facts) for at, facts in play.rows]
    stored = json.loads(json.dumps(play.rows[0][1][0].format))
    assert (stored, replay(play.rows).setting.format.minutes) == (data, 10)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"requires": "plan_to_follow"}, "steps"),
        ({"yields": 3}, "steps[0].yields"),
        ({"returns_to": "talk"}, "steps[0].returns_to"),
        ({"words": {"title": WORDS, "sentence": WORDS, "purpose": {"everyone": WORDS}, "watch": [{}]}}, "steps[0].words.watch[0].see"),
        ({"words": {"title": WORDS, "sentence": WORDS, "purpose": {"everyone": WORDS}, "client": 3}}, "steps[0].words.client"),
        ({"words": {"title": WORDS, "sentence": WORDS, "purpose": {"everyone": WORDS}, "open": NINE}}, "steps[0].words.open"),
    ],
)
def test_a_faulty_format_is_refused_with_the_place(change, place):
    with pytest.raises(FaultyFormat) as fault:
        parse_format(small(**change))
    assert fault.value.place == place


def test_a_step_to_return_to_is_one_that_every_session_has():
    data = json.loads(json.dumps(load("ninety")))
    next(step for step in data["steps"] if step["id"] == "contract")["returns_to"] = "follow_up"
    with pytest.raises(FaultyFormat, match=r"steps\[5\].returns_to"):
        parse_format(data)


@given(st.randoms(use_true_random=True))
def test_whatever_stands_in_a_file_it_is_a_format_or_told_where_it_is_none(chance):
    spoilt = spoil(chance, json.loads(json.dumps(load(chance.choice(names())))))
    assert told_or_read(spoilt)


def told_or_read(data):
    try:
        return bool(parse_format(data).steps)
    except FaultyFormat as fault:
        return bool(fault.place and fault.reason)


def spoil(chance, data):
    """The same data, odd in one place."""
    here, path = data, []
    while isinstance(here, dict | list) and here and (len(path) < 2 or chance.random() < 0.8):
        key = chance.choice(list(here)) if isinstance(here, dict) else chance.randrange(len(here))
        path.append((here, key))
        here = here[key]
    holder, key = chance.choice(path[1:] or path)
    holder[key] = chance.choice(ODD)
    return data


@settings(max_examples=settings.default.max_examples // 6)
@given(sessions())
def test_a_format_that_passed_never_breaks_a_session(chance):
    play = passed(chance)
    if isinstance(play, Refusal):
        return
    for _ in range(15):
        sent = order(chance, play)
        facts = () if not hasattr(type(sent.command), "act") else decide(play.session, sent)
        for fact in facts if isinstance(facts, tuple) else ():
            play.session = evolve(play.session, fact, sent.at)
        for member in (CLAIRE, *MEMBERS[:2]):
            view_for(play.session, member, NAMES, play.at, Notebook())


def passed(chance):
    """A session of a spoilt format that was still read as one."""
    while True:
        try:
            planned = plan(spoil(chance, json.loads(json.dumps(load(chance.choice(names()))))), MEMBERS, CLAIRE, NINE)
            play = object.__new__(Play)
            play.rows, play.at, play.books = [(NINE, (planned,))], NINE, {}
            play.session = replay(play.rows)
            return play.lead(codev.protocol.moving.StartSession())
        except FaultyFormat:
            continue
