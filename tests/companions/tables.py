"""Situations of an invented session, walked to: `at(kind)` is the table where one says that (codev.companions.seeing.talk)."""

from functools import cache

import pytest

from codev.companions.glance import Glance
from codev.companions.moves import candidates, next_move
from codev.companions.seeing import has
from codev.companions.walking import NeverEnds, Walk, walk
from codev.formats import load

FORMATS = ("classic", "ninety", "seven-steps", "explore-first")
CASES = ("counter", "workshop")
PLAN = {"client": "leo", "actions": [{"text": "Call Jo", "when": "by Friday"}, {"text": "Rest"}]}


@cache
def played(name, case="counter", language="fr", follow=False):
    more = {"plan_to_follow": {**PLAN, "client": "leo" if case == "counter" else "ming"}} if follow else {}
    return walk(load(name), case, language, **more)


def until(policy, *kinds):
    """Her usual taps, until she sees such a part; from then on nothing."""
    return lambda me, view: None if has(view, *kinds) else policy(me, view)


def stopped(part, policy, eager=False):
    """The table where everyone waits for her."""
    with pytest.raises(NeverEnds) as found:
        walk(load("ninety"), "counter", "fr", {part: policy}, eager=eager)
    return found.value.table


def glance(table: Walk, me):
    return Glance(me, table.view(me), table.cast, table.at, table.course)


def move(table: Walk, me):
    return next_move(me, table.view(me), table.cast, table.at, table.course)


def settle(table: Walk):
    """Companions act until all of them wait."""
    while found := candidates(table.cast, {m: table.view(m) for m in table.cast.companions}, table.at, table.course):
        assert table.act(*found[0])


def by(table: Walk, *kinds):
    return [(who, act) for _, who, act in table.acts if isinstance(act, kinds)]
