"""No link and no word reaches the server's log."""

import logging

from codev.settings.quiet import Quiet


def line(name: str, message: str, *args: object) -> str:
    return Quiet().format(logging.LogRecord(name, logging.ERROR, "file.py", 1, message, args, None))


def test_a_path_that_django_reports_is_left_out() -> None:
    assert "planted" not in line("django.request", "%s: %s", "Not Found", "/l/planted")


def test_our_own_messages_are_whole() -> None:
    assert line("codev.rooms", "%s rows read", 3).endswith("codev.rooms 3 rows read")


def test_an_exception_is_its_class_and_its_place_without_its_words() -> None:
    try:
        int("".join(["plan", "ted"]))
    except ValueError as error:
        told = Quiet().formatException((ValueError, error, error.__traceback__))
    assert "planted" not in told
    assert told.endswith("ValueError")
