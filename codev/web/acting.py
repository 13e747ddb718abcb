"""An act, from the fields of its form to the words of its answer: the same for a `fetch` and for a page without a script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from codev.groups.tables import Place
from codev.phrases import clock_time, day, keeps_text, refusal_words, say, spell
from codev.protocol import Order, Refusal
from codev.protocol.notebook import KeepText
from codev.rooms import NOT_A_MEMBER, Accepted, NotWritten, Overtaken, Rooms

from . import forms, guard, passing
from .answers import Scope, header_of
from .house import House
from .languages import preferred
from .wall import commands

CHARTER_FIRST = Refusal("charter_first", "B7")
NOTES_SHUT = Refusal("notebook_shut", "C1")


@dataclass(frozen=True)
class Refused:
    """field: beside which the words stand, or nothing. kept: what was typed is in her notes."""

    code: str
    words: str
    field: str = ""
    kept: bool = False
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY

    def as_json(self) -> dict[str, Any]:
        return {"refusal": self.code, "words": self.words, "field": self.field, "kept": self.kept}


def may_not(place: Place | None) -> Refusal | None:
    """Whether someone has no business in the room (yet)."""
    if place is None:
        return NOT_A_MEMBER
    return None if place.charter_accepted else CHARTER_FIRST


async def perform(house: House, place: Place, fields: guard.Fields, notes: bool) -> Refused | None:
    """None: it is done, and on disk. `notes`: whether her notes are open on this device."""
    sent = forms.parse(fields)
    if isinstance(sent, Refusal):
        return Refused(sent.code, refusal_words(sent, place.language), status=HTTPStatus.BAD_REQUEST)
    try:
        outcome = await _order(house, place, sent, notes)
    except (NotWritten, Overtaken):
        return Refused("not_written", say("guard.not_written", place.language), _field(sent), status=HTTPStatus.SERVICE_UNAVAILABLE)
    if isinstance(outcome, Accepted):
        return None
    text = "\n".join(words for _, words in sent.typed)
    may_keep = notes and not sent.own and text and keeps_text(outcome.code)
    kept = bool(may_keep) and await keep(house.rooms, place, text, sent.step, f"{sent.key}.kept")
    return Refused(outcome.code, await _words(house.rooms, place, outcome, kept), _field(sent), kept)


async def _order(house: House, place: Place, sent: forms.Sent, notes: bool) -> Accepted | Refusal:
    rooms = house.rooms
    if isinstance(sent.command, passing.Passing):
        return await _pass(house, place, sent.command) or Accepted(0)
    order = Order(place.member, sent.command, datetime.now(UTC), sent.on_behalf_of, sent.step)
    if not sent.own:
        return await rooms.act(place.room, order, sent.key, sent.noted)
    return await rooms.act_own(place.room, place.member, order, sent.key) if notes else NOTES_SHUT


async def _pass(house: House, place: Place, command: passing.Passing) -> Refusal | None:
    if isinstance(command, passing.Feel):
        return await house.rooms.feel(place.room, place.member, command.mood)
    if isinstance(command, passing.OF_THE_ROOM):
        return await commands.perform(house, place, command)
    if house.companions and isinstance(command, passing.Hasten):
        house.companions.hasten(place.room)
    elif house.companions and isinstance(command, passing.GoAt):
        house.companions.go_at(place.room, command.pace)
    return None


async def keep(rooms: Rooms, place: Place, text: str, step: str, key: str) -> bool:
    """What was typed and found no place becomes its author's note (S2)."""
    order = Order(place.member, KeepText(text, step), datetime.now(UTC))
    try:
        return isinstance(await rooms.act_own(place.room, place.member, order, key), Accepted)
    except (NotWritten, Overtaken):
        return False


def _field(sent: forms.Sent) -> str:
    return sent.typed[0][0] if sent.typed else ""


async def _words(rooms: Rooms, place: Place, refusal: Refusal, kept: bool) -> str:
    language = place.language
    titles = await rooms.titles(place.room) if refusal.step else {}
    step = spell(titles[refusal.step], language) if refusal.step in titles else ""
    facilitator = place.names.get(place.facilitator, "")
    said = refusal_words(refusal, language, place.names, step=step, facilitator=facilitator, **_when(refusal, place))
    return f"{said} {say('kept.in_notes', language)}" if kept else said


def _when(refusal: Refusal, place: Place) -> dict[str, str]:
    """Instants as people say them, at the place of the session."""
    zone, words = ZoneInfo(place.table.zone), {}
    for name, value in refusal.params:
        if name in ("time", "date") and value:
            at = datetime.fromisoformat(value).astimezone(zone)
            words[name] = clock_time(at, place.language) if name == "time" else day(at, place.language)
    return words


def fault(found: guard.Fault, language: str) -> dict[str, Any]:
    return {"refusal": found.code, "words": say(f"guard.{found.code}", language), "field": "", "kept": False}


def told(refusal: Refusal | None, place: Place | None, language: str) -> dict[str, Any]:
    code = refusal or NOT_A_MEMBER
    return Refused(code.code, refusal_words(code, language)).as_json()


def language_of(place: Place | None, scope: Scope) -> str:
    return place.language if place else preferred(header_of(scope)("accept-language") or "")
