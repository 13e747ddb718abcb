"""What each sheet says, as plain values for its typst source: one function a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from codev.protocol.format import Step
from codev.protocol.roles import CLIENT, CONSULTANT, SEATS_AT_A_TABLE

from .course import Course
from .occasion import Occasion

Contents = Mapping[str, Any]

# What each step's learning, question or idea is kept for, at the foot of the sheet of steps.
PARKED = ("ask", "react", "conclude")
PROMPTS = ("who", "what", "where", "how", "why", "how_much")
INTERVENTIONS = ("say_with_i", "one_at_a_time", "pace", "note_it", "time_out")


def steps(course: Course, occasion: Occasion) -> Contents:
    """The steps at a glance, and where to note what comes too early (B11)."""
    rows = [
        {
            "title": course.title(step),
            "minutes": course.minutes(step),
            "conditions": course.conditions(step),
            "purpose": course.purpose(step),
            "who": course.who(step),
            "keep": course.keep(step),
        }
        for step in course.format.steps
    ]
    parked = [course.say(f"sheets.steps.keep_{act}", step=course.title_for(act)) for act in PARKED if course.step_for(act)]
    return _labels(course, "steps", "lead", "step", "purpose", "who", "keep") | {"rows": rows, "parked": parked}


def client(course: Course, occasion: Occasion) -> Contents:
    """Her background questions, contract, bag and plan (S10, S14, S16, S19)."""
    own = ("subject", "subject_aid", "situation", "to_me", "request", "request_aid", "bag", "bag_aid")
    plan = ("plan", "plan_aid", "action", "when", "read_back", "partner", "next")
    prompts = [course.say(f"sheets.client.{key}") for key in PROMPTS]
    steps = {act: course.title_for(act) for act in ("ask", "word_request", "react", "plan")}
    told = next((step for step in course.format.steps if any(CLIENT in stage.voices for stage in step.stages)), None)
    return _labels(course, "client", *own, *plan) | {
        "prompts": prompts,
        "steps": steps | {"tell": course.title(told) if told else ""},
        "starters": course.starters("word_request", CLIENT),
        "yours": course.say("sheets.yours"),
    }


def consultant(course: Course, occasion: Occasion) -> Contents:
    """Questions, what was understood, what was lived, what is taken along (S11, S14, S15, S32)."""
    labels = (
        "ask",
        "ask_aid",
        "understood",
        "give",
        "give_aid",
        "lived",
        "idea",
        "open_question",
        "resource",
        "take",
        "learned",
        "enjoyed",
        "apply",
    )
    return _labels(course, "consultant", *labels) | {
        "steps": {act: course.title_for(act) for act in ("ask", "reformulate", "react", "conclude")},
        "starters": course.starters("reformulate", CONSULTANT),
        "yours": course.say("sheets.yours"),
    }


def facilitator(course: Course, occasion: Occasion) -> Contents:
    """Of each step the line to say, the minutes, what to watch for and what to do then, what it waits for (P8, P9)."""
    rows = [
        {
            "title": course.title(step),
            "minutes": course.minutes(step),
            "conditions": [
                *course.conditions(step),
                *([course.say("sheets.facilitator.reserved")] if step.reserved and step.minutes else []),
            ],
            "who": course.who(step),
            "say": course.opening(step),
            "watch": course.watch(step),
            "gates": course.gates(step),
        }
        for step in course.format.steps
    ]
    hands = [{key: course.say(f"interventions.{name}.{key}", **_filled(course)) for key in ("label", "say")} for name in INTERVENTIONS]
    labels = ("say", "watch", "go_on", "start", "at_hand")
    return _labels(course, "facilitator", *labels) | {"rows": rows, "hands": hands}


def charter(course: Course, occasion: Occasion) -> Contents:
    """The group's words, and a place for each name and signature (B7)."""
    articles = [{"name": name, "text": text} for name, text in occasion.charter(course.language)]
    return _labels(course, "charter", "signed", "person", "signature") | {
        "title": course.say("charter_page.title"),
        "line": course.say("charter_page.line"),
        "articles": articles,
        "people": [*_seats(occasion), occasion.facilitator],
        "facilitates": course.say("sheets.facilitates"),
        "date": course.say("sheets.date"),
    }


def ballots(course: Course, occasion: Occasion) -> Contents:
    """Three sticks, two, one, for each of nine; and a slip for the count (S7)."""
    labels = ("mine", "secret", "subject", "count", "count_aid", "cut")
    return _labels(course, "ballots", *labels) | {"seats": SEATS_AT_A_TABLE}


def attendance(course: Course, occasion: Occasion) -> Contents:
    """Who came: names where they are known, and two signatures (P10). Never who was client (C4)."""
    labels = ("person", "arrival", "leaving", "from_to", "place", "nothing_else")
    more = {key: course.say(f"sheets.{key}") for key in ("group", "date", "facilitates")}
    known = {"group_name": occasion.group, "day": occasion.day, "hour": occasion.hour}
    return _labels(course, "attendance", *labels) | more | known | {"people": _seats(occasion), "facilitator": occasion.facilitator}


CONTENTS: Mapping[str, Callable[[Course, Occasion], Contents]] = {
    "steps": steps,
    "client": client,
    "consultant": consultant,
    "facilitator": facilitator,
    "charter": charter,
    "ballots": ballots,
    "attendance": attendance,
}


def _labels(course: Course, sheet: str, *names: str) -> dict[str, Any]:
    return {"title": course.say(f"sheets.{sheet}.name")} | {name: course.say(f"sheets.{sheet}.{name}") for name in names}


def _reserved(course: Course, step: Step) -> list[str]:
    return [course.say("sheets.facilitator.reserved")] if step.reserved and step.minutes else []


def _filled(course: Course) -> dict[str, str]:
    return {"client": course.say("sheets.person")}


def _seats(occasion: Occasion) -> list[str]:
    """A line for each member, and empty ones up to a full table."""
    return [*occasion.members, *[""] * (SEATS_AT_A_TABLE - len(occasion.members))]
