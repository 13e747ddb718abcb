"""The words of one language, as templates say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from codev import phrases


@cache
def voice(language: str) -> dict[str, Any]:
    """What a template may call. Sentences come back plain: the template escapes them, names and people's words included."""
    return {
        "language": language,
        "lang": phrases.tag(language),
        "say": lambda key, **params: phrases.say(key, language, **params),
        "spell": lambda words, **params: phrases.spell(words, language, **params),
        "listing": lambda names: phrases.listing(tuple(names), language),
        "known": phrases.exists,
        "hour": partial(hour, language),
        "on_day": partial(on_day, language),
        "initials": initials,
        "short": short,
        "do": do,
    }


def hour(language: str, instant: str, zone: str) -> str:
    """9 h 30; 9:30 am. instant: ISO 8601; zone: an IANA name."""
    return phrases.clock_time(local(instant, zone), language)


def on_day(language: str, instant: str, zone: str = "") -> str:
    """jeudi 12 mars, of an instant or of a plain date."""
    return phrases.day(local(instant, zone) if zone else date.fromisoformat(instant[:10]), language)


def local(instant: str, zone: str) -> datetime:
    return datetime.fromisoformat(instant).astimezone(ZoneInfo(zone))


def initials(name: str) -> str:
    """Two letters at most: Inès Moreau is IM, Anne-Lise AL, Ming M."""
    words = name.replace("-", " ").split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def short(name: str, names: Sequence[str]) -> str:
    """The first name; with the other's initial where two people share it."""
    first, *rest = name.split() or [name]
    alone = sum(other.split()[:1] == [first] for other in names) < 2
    return first if alone or not rest else f"{first} {rest[-1][0]}."


def do(command: str, label: str = "", **said: object) -> str:
    """The value of a button (see codev.web.forms): do("answer_question", "q3", question="q3")."""
    name = f"{command}:{label}" if label else command
    return f"{name}?{urlencode({key: plain(value) for key, value in said.items()})}" if said else name


def plain(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
