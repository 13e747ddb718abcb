"""Days and hours as people say them, whatever the machine's own language."""

from datetime import UTC, date, datetime

import pytest

from codev.phrases import clock_time, day, day_and_time

MORNING = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "fr", "en"),
    [
        (0, 5, "0 h 05", "12:05 am"),
        (9, 0, "9 h", "9:00 am"),
        (9, 30, "9 h 30", "9:30 am"),
        (12, 0, "12 h", "12:00 pm"),
        (18, 4, "18 h 04", "6:04 pm"),
    ],
)
def test_an_hour_is_told_in_each_language(hour: int, minute: int, fr: str, en: str) -> None:
    at = MORNING.replace(hour=hour, minute=minute)
    assert (clock_time(at, "fr-CA"), clock_time(at, "en")) == (fr.replace(" ", "\u00a0"), en.replace(" ", "\u00a0"))


def test_a_day_is_told_in_each_language() -> None:
    assert (day(MORNING, "fr"), day(MORNING, "en")) == ("jeudi 12\u00a0mars", "Thursday 12\u00a0March")


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert day(date(2026, 8, 1), "fr-tu", year=True) == "samedi 1er\u00a0août 2026"


def test_a_day_and_its_hour() -> None:
    said = [day_and_time(MORNING, language) for language in ("fr", "en")]
    assert said == ["jeudi 12\u00a0mars à 9\u00a0h\u00a030", "Thursday 12\u00a0March at 9:30\u00a0am"]
