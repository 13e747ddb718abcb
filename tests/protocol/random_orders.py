"""Whatever people might send, at any moment: situations to start from, and orders that make more or less sense."""

import dataclasses
import typing
from functools import cache

from hypothesis import strategies as st

from codev.protocol import COMMANDS, OWN_COMMANDS, Order, OwnCommand, Refusal, decide
from codev.protocol.activities.moving import CloseSession, StartSession
from codev.protocol.rules.law import FACILITATORS
from codev.protocol.rules.welcome import may_act, may_speak
from tests.protocol.cast import CLAIRE, MEMBERS, NADIA, OTTO, PLAN, SOFIA, Play, at, told

OLGA = "olga"
SUBJECTS = ({"member": SOFIA, "text": "How to begin?"}, {"member": NADIA, "text": "I may leave", "for_information": True})
PLANS = (
    {},
    {"plan_to_follow": PLAN, "observers": (OLGA,), "paper": MEMBERS[1:3]},
    {"facilitator": SOFIA, "already_client": (NADIA,), "subjects": SUBJECTS},
)
FROM_THE_START = ("ninety", "seven-steps", "explore-first")
STEPS = ("presentation", "clarification", "contract", "reactions", "plan", "conclusion", "nowhere")
PEOPLE = (*MEMBERS, CLAIRE, OLGA)
ANYONE = (*PEOPLE, OTTO, "")
SUBJECT_IDS = ("s1", "s2", "s3", "s4", "s5", "s9", "")
VALUES = {
    "member": ANYONE,
    "to": ANYONE,
    "subject": SUBJECT_IDS,
    "step": STEPS,
    "minutes": (1, 3, 10, 60, 241, 0, -5),
    "version": (0, 1, 2, 3, 4),
    "date": ("", "", "", "2026-12-01", "soon"),
    "from_line": ("", "", "b1"),
    "from_note": ("", "", "n1"),
    "question": ("q1", "q2", "", "How to stay?"),
    "reaction": ("r1", "r2", "", "r9"),
    "action": ("a1", "a2", "p1", "p2", "", "a9"),
    "note": ("n1", "n2", "n9"),
    "line": ("b1", "b2", "b9"),
}
LISTS = {
    "members": PEOPLE,
    "subjects": SUBJECT_IDS,
    "choices": SUBJECT_IDS,
    "totals": ("s1=3", "s2=2", "s3=1", "s1=²", "s3", "s9=1"),
}
TEXTS = ("How?", "Because", "Soon", "some words", "by Friday", "", " ", "half \ud83e", "x" * 5000)
SECONDS = (0, 0, 1, 5, 11, 60, 60, 600, 3600, 86400)
TRIES = 12
DOS = sorted({**COMMANDS, **OWN_COMMANDS})
ENDING = ("stop_session", "suspend_session", "close_session", "move_end", "take_over", "hand_over")


@cache
def drawn():
    """Every place of the story as each plan makes it, the start of the other formats, and a plan that is to come."""
    plays = [play for more in PLANS for _, play in told(Play(**more))]
    plays += [Play(name, **more).lead(StartSession()) for name in FROM_THE_START for more in PLANS]
    return (*plays, at("synthesis").lead(CloseSession(all_spoken=True, plan_later=True)))


@cache
def shape(do):
    kind = COMMANDS.get(do) or OWN_COMMANDS[do]
    hints = typing.get_type_hints(kind)
    return kind, tuple((field.name, hints[field.name]) for field in dataclasses.fields(kind))


def command_of(chance, do):
    """The command, filled with what makes sense or does not."""
    kind, fields = shape(do)
    return kind(**{name: value_of(chance, name, hint) for name, hint in fields})


def value_of(chance, name, hint):
    if typing.get_origin(hint) is typing.Literal:
        return chance.choice(typing.get_args(hint))
    if hint is bool:
        return chance.random() < 0.5
    if name in LISTS:
        return tuple(chance.choices(LISTS[name], k=chance.randint(0, 3)))
    return chance.choice(VALUES.get(name, TEXTS))


def who_might(session, kind):
    """Those whose act it may well be."""
    if kind in FACILITATORS:
        return (session.facilitator,)
    act = getattr(kind, "act", "")
    found = [member for member in session.people if (may_act(session, member, act) if act else may_speak(session, member))]
    return tuple(found) or MEMBERS


def any_order(chance, play):
    command = command_of(chance, chance.choice(DOS))
    by = chance.choice(who_might(play.session, type(command)) if chance.random() < 0.9 else ANYONE)
    to = chance.choice(ANYONE) if chance.random() < 0.15 else ""
    by = play.session.facilitator if to and chance.random() < 0.8 else by
    shown = chance.choice(STEPS) if chance.random() < 0.05 else ""
    return Order(by, command, play.at, to, shown, chance.choice((0, 0, 90, 200)))


def order(chance, play):
    """An order by anybody, at an instant that never goes back; of a few that come to mind, rather one that is taken."""
    play.wait(seconds=chance.choice(SECONDS))
    for _ in range(chance.randint(0, TRIES)):
        found = any_order(chance, play)
        if not (isinstance(found.command, OwnCommand) or isinstance(decide(play.session, found), Refusal)) and keeps_going(chance, found):
            return found
    return any_order(chance, play)


def keeps_going(chance, found):
    """Most sessions are not stopped, suspended or closed after a few acts."""
    return found.command.do not in ENDING or chance.random() < 0.1


def sessions():
    """A source of chance that Hypothesis can play again, for what happens in one session."""
    return st.randoms(use_true_random=True)


def begin(chance):
    return chance.choice(drawn()).copy()
