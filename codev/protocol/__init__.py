"""The rules of a professional codevelopment session, and nothing else: the standard library alone, no clock, no chance, no words.

Doors: `decide(session, order)`, `evolve(session, fact, at)`, `replay(rows)`, `view_for(session, member, names, at)`;
`decide_own` and `evolve_own` for one person's notebook; `parse_format(data)`; `plan(...)` for a session's first fact.
"""

from .activities import (
    agreeing,
    asking,
    caring,
    choosing,
    concluding,
    consenting,
    following,
    gathering,
    moving,
    planning,
    reacting,
    timing,
    turning,
)
from .activities.setting import SessionPlanned
from .base import COMMANDS, FACTS, LONGEST_TEXT, OWN_COMMANDS, OWN_FACTS, Command, Fact, Order, OwnCommand, OwnFact, Refusal
from .ending import Ending, ending
from .format import FaultyFormat, Format, parse_format
from .keeping import keep
from .notebook import Notebook, decide_own, evolve_own, replay_own
from .plan import plan
from .rules.law import decide
from .session import Session, evolve, replay
from .views import NOTHING, Changes, Memory, Part, View, changes, view_for, view_of, view_of_invented, view_of_wall
from .views.script import Cue, place_in, script_of

__all__ = [
    "COMMANDS",
    "FACTS",
    "LONGEST_TEXT",
    "NOTHING",
    "OWN_COMMANDS",
    "OWN_FACTS",
    "Changes",
    "Command",
    "Cue",
    "Ending",
    "Fact",
    "FaultyFormat",
    "Format",
    "Memory",
    "Notebook",
    "Order",
    "OwnCommand",
    "OwnFact",
    "Part",
    "Refusal",
    "Session",
    "SessionPlanned",
    "View",
    "agreeing",
    "asking",
    "caring",
    "changes",
    "choosing",
    "concluding",
    "consenting",
    "decide",
    "decide_own",
    "ending",
    "evolve",
    "evolve_own",
    "following",
    "gathering",
    "keep",
    "moving",
    "parse_format",
    "place_in",
    "plan",
    "planning",
    "reacting",
    "replay",
    "replay_own",
    "script_of",
    "timing",
    "turning",
    "view_for",
    "view_of",
    "view_of_invented",
    "view_of_wall",
]
