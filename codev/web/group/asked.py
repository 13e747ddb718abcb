"""What a group is asked for, when it is founded and in its settings: read from a form, with what is missing said field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import available_timezones

from codev.formats import names, parsed
from codev.groups.models import Group
from codev.groups.tables import language_of
from codev.phrases import LANGUAGES, say, spell

from ..pages.door import web_address
from ..text import clean

LONGEST = {"name": 80, "purpose": 400, "place": 300, "video": 500, "theme": 200}
FIELDS = ("name", "purpose", "speech", "zone", "place", "video", "format", "retention")
FEWEST_DAYS, MOST_DAYS = 7, 730
ZONES = {"ca": "America/Toronto", "gb": "Europe/London", "us": "America/New_York", "be": "Europe/Brussels", "ch": "Europe/Zurich"}
AREAS = ("Europe", "America", "Africa", "Asia", "Atlantic", "Australia", "Indian", "Pacific")

SPEECHES = {
    "fr": "with_vous",
    "fr-tu": "with_tu",
    "fr-CA": "quebec_vous",
    "fr-CA-tu": "quebec_tu",
    "en": "english",
    "en-CA": "english_canada",
}

Values = Mapping[str, str]


@dataclass
class Asked:
    """values: as typed. needs: field to the words beside it."""

    values: dict[str, str]
    needs: dict[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of Group, once nothing is needed."""
        tongue = LANGUAGES[self.values["speech"]]
        kept = {name: self.values[name] for name in ("name", "purpose", "zone", "place", "video", "format")}
        spoken = {"language": tongue.base, "register": "tu" if tongue.tu else "vous", "region": "CA" if tongue.quebec else "FR"}
        return {**kept, **spoken, "retention_days": int(self.values["retention"])}


def fresh(language: str, country: str = "") -> Asked:
    """As a new form begins. language: of the visitor, fr or en. country: what her browser says, fr-ca or en-gb."""
    speech = f"{language}-CA" if country.endswith("-ca") else language
    values = {"speech": speech, "zone": ZONES.get(country[-2:], "Europe/Paris"), "format": "ninety", "retention": "90"}
    return Asked(dict.fromkeys(FIELDS, "") | values)


def of(group: Group) -> Asked:
    values = {name: getattr(group, name) for name in ("name", "purpose", "zone", "place", "video", "format")}
    return Asked({**values, "speech": language_of(group.language, group), "retention": str(group.retention_days)})


def read(form: Mapping[str, str], language: str) -> Asked:
    """language: in which the needs are said."""
    asked = Asked({name: line(form.get(name, "")) for name in FIELDS})
    asked.values["purpose"] = clean(form.get("purpose", "")).strip()
    values = asked.values
    checks = {
        "name": values["name"] != "",
        "speech": values["speech"] in LANGUAGES,
        "zone": values["zone"] in available_timezones(),
        "format": values["format"] in names(),
        "video": not values["video"] or web_address(values["video"]) != "",
        "retention": _days(values["retention"]),
    }
    asked.needs = {name: say(f"founding.needs.{name}", language) for name, well in checks.items() if not well}
    asked.needs |= too_long(values, language)
    return asked


def too_long(values: Values, language: str) -> dict[str, str]:
    long = {name: most for name, most in LONGEST.items() if len(values.get(name, "")) > most}
    return {name: say("founding.needs.long", language, n=most) for name, most in long.items()}


def line(text: str) -> str:
    return " ".join(clean(text).split())


def _days(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 5 and FEWEST_DAYS <= int(text) <= MOST_DAYS


class Offered(NamedTuple):
    name: str
    title: str
    note: str
    minutes: int


def formats(language: str) -> tuple[Offered, ...]:
    """Every format, with the sentence that tells it from the others."""
    found = [(name, parsed(name)) for name in names()]
    return tuple(Offered(name, spell(one.title, language), spell(one.note, language), one.minutes) for name, one in found)


@cache
def zones() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """(area, ((zone, its town), …)) of every zone that people live in."""
    known = sorted(available_timezones())
    return tuple((area, tuple((zone, _town(zone)) for zone in known if zone.startswith(f"{area}/"))) for area in AREAS)


def _town(zone: str) -> str:
    return zone.partition("/")[2].replace("_", " ").replace("/", ", ")


def offered(language: str) -> dict[str, Any]:
    """What the fields of the form may choose from."""
    speeches = [(name, say(f"founding.speeches.{key}", language)) for name, key in SPEECHES.items()]
    return {"formats": formats(language), "zones": zones(), "speeches": speeches}
