"""Days and hours as people say them; the instant comes in the local time of whoever reads. No system locale."""

from __future__ import annotations

from datetime import date, datetime

from .languages import LANGUAGES

NO_BREAK = "\u00a0"
DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
AT = {"fr": "à", "en": "at"}


def clock_time(at: datetime, language: str) -> str:
    """9 h, 9 h 30; 9:00 am, 9:30 am. Never broken over two lines."""
    if LANGUAGES[language].base == "fr":
        return f"{at.hour}{NO_BREAK}h" + (f"{NO_BREAK}{at.minute:02}" if at.minute else "")
    return f"{at.hour % 12 or 12}:{at.minute:02}{NO_BREAK}{'am' if at.hour < 12 else 'pm'}"


def day(on: date, language: str, *, year: bool = False) -> str:
    """jeudi 12 mars, dimanche 1er mars; Thursday 12 March. With `year`, the year too."""
    base = LANGUAGES[language].base
    number = "1er" if base == "fr" and on.day == 1 else str(on.day)
    words = f"{DAYS[base][on.weekday()]} {number}{NO_BREAK}{MONTHS[base][on.month - 1]}"
    return f"{words} {on.year}" if year else words


def day_and_time(at: datetime, language: str, *, year: bool = False) -> str:
    """jeudi 12 mars à 9 h 30; Thursday 12 March at 9:30 am."""
    return f"{day(at, language, year=year)} {AT[LANGUAGES[language].base]} {clock_time(at, language)}"


def length(minutes: int, language: str) -> str:
    """45 min, 1 h 30, 3 h; 45 min, 1 h 30 min, 3 h."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NO_BREAK}min"
    unit = "" if LANGUAGES[language].base == "fr" else f"{NO_BREAK}min"
    return f"{hours}{NO_BREAK}h" + (f"{NO_BREAK}{rest:02}{unit}" if rest else "")
