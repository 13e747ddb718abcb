"""A marker in every kind of private or personal text, a session lived on a real server, and then: who got it, and where does it lie?

Searched: every byte that reached every other person, every mail, the log, the raw files of the data folder, a backup,
temporary files (C1 to C5).
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest
from aiosmtpd.controller import Controller

from tests.browser.house import free_port
from tests.leaks.people import Person
from tests.leaks.seed import NAMES

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ALL = frozenset(NAMES)


@dataclass
class Lived:
    """planted: marker to whom it may reach. here: where the files of the server lie."""

    people: dict[str, Person]
    planted: dict[str, frozenset[str]]
    data: Path
    log: Path
    backup: Path
    temporary: Path
    mails: list[bytes] = field(default_factory=list)

    def heard(self, name: str) -> bytes:
        return b"\n".join(self.people[name].heard)


class Postbox:
    def __init__(self) -> None:
        self.letters: list[bytes] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        self.letters.append(envelope.original_content)  # type: ignore[attr-defined]
        return "250 OK"


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    base, port, post = tmp_path_factory.mktemp("leaks"), free_port(), Postbox()
    (base / "tmp").mkdir()
    mail = Controller(post, hostname="127.0.0.1", port=free_port())
    mail.start()
    environment = {
        **os.environ,
        "CODEV_DATA": str(base / "data"),
        "CODEV_URL": f"http://127.0.0.1:{port}",
        "CODEV_SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
        "DJANGO_SETTINGS_MODULE": "codev.settings",
        "TMPDIR": str(base / "tmp"),
    }
    made = json.loads(_run(environment, "-m", "tests.leaks.seed"))
    with (base / "log").open("wb") as log, serving(environment, port, log):
        people = {
            name: Person(name, environment["CODEV_URL"], one["member"], made["session"], one["link"])
            for name, one in made["people"].items()
        }
        planted = live(people)
        _run(environment, "-m", "codev.cli", "upkeep")
        _run(environment, "-m", "codev.cli", "backup", str(base / "backup"))
        log.write(_run(environment, "-m", "codev.cli", "erase").encode())
        log.flush()
        yield Lived(people, planted, base / "data", base / "log", base / "backup", base / "tmp", post.letters)
    for one in people.values():
        assert one.listening
        one.listening.join(10)
    mail.stop()


@contextmanager
def serving(environment: dict[str, str], port: int, log: IO[bytes]) -> Iterator[None]:
    command = [sys.executable, "-m", "codev.cli", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=log)
    try:
        assert server.stdout is not None
        server.stdout.readline()
        yield
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=20)


Write = Callable[..., None]


def live(people: dict[str, Person]) -> dict[str, frozenset[str]]:
    """A session up to its close, with something private in every place where a person may write. Returns who may get it."""
    for one in people.values():
        one.come_in()
    planted = {f"MARK-{name}": frozenset({"Malik"}) for name in ("situation", "tried", "hope")}

    def write(who: str, what: str, reaches: frozenset[str], *others: str) -> None:
        marker = f"MARK-{what.partition('?')[0].replace('_', '-')}-text"
        done = people[who].do(what, text=marker, **dict(pair.split("=", 1) for pair in others))
        assert done == 204, (what, done)
        planted[marker] = planted.get(marker, frozenset()) | reaches

    assert people["Odile"].do("start_session?reason=group_agrees") == 204
    begin(people, write)
    go_on(people["Odile"], "contract")
    finish(people, write)
    for one in people.values():
        read_all(one)
    return planted


def begin(people: dict[str, Person], write: Write) -> None:
    odile, ines, rose = people["Odile"], people["Ines"], people["Rose"]
    write("Malik", "prepare", frozenset({"Malik"}), "situation=MARK-situation", "tried=MARK-tried", "expectation=MARK-hope")
    write("Rose", "write_note", frozenset({"Rose"}))
    write("Odile", "write_note", frozenset({"Odile"}))
    write("Sami", "keep_question", frozenset({"Sami"}))
    go_on(odile, "choice")
    write("Ines", "offer_subject", ALL)
    assert odile.do("propose_subject?how=paper&subject=s1") == 204
    assert (rose.do("confide_reservation"), rose.do("lift_reservation")) == (204, 204)
    assert (ines.do("accept_to_be_client"), odile.do("everyone_agrees_to_subject")) == (204, 204)


def finish(people: dict[str, Person], write: Write) -> None:
    go_on(people["Odile"], "reactions")
    write("Ines", "note_in_bag", frozenset({"Ines"}))
    write("Malik", "offer_reaction?kind=experience", frozenset({"Malik", "Ines"}))
    assert people["Sami"].do("signal_care?sign=pause") == 204
    go_on(people["Odile"], "conclusion")
    write("Rose", "note_learning?kind=learned", frozenset({"Rose"}))
    assert people["Odile"].do("close_session?reason=other&all_spoken=on") == 204


def read_all(one: Person) -> None:
    home = f"/m/{one.member}"
    for path in (one.place, f"{one.place}/journal", f"{one.place}/journal.md", home, f"{home}/record", f"{home}/journal", "/"):
        one.get(path)
    one.form(f"{home}/leave/export", one.get(f"{home}/leave"))


def go_on(odile: Person, step: str) -> None:
    for _ in range(30):
        if f'name="step" value="{step}"' in odile.get(odile.place):
            return
        assert odile.do("go_on?reason=other") == 204 or odile.do("next_stage") == 204
    raise AssertionError(f"no way leads to {step}")


def _run(environment: dict[str, str], *words: str) -> str:
    ran = subprocess.run([sys.executable, *words], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def within(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_nobody_gets_what_is_somebody_elses_own_C1(lived: Lived) -> None:
    reached = {(marker, name) for marker in lived.planted for name in NAMES if marker.encode() in lived.heard(name)}
    assert {(marker, name) for marker, name in reached if name not in lived.planted[marker]} == set()


def test_everybody_gets_what_is_hers(lived: Lived) -> None:
    """Else nothing was lived, and the search above found nothing to find."""
    missed = {(marker, name) for marker, names in lived.planted.items() for name in names if marker.encode() not in lived.heard(name)}
    assert {(marker, name) for marker, name in missed if "situation" not in marker} == set()


@pytest.mark.parametrize("where", ["data", "backup", "temporary"])
def test_no_word_lies_in_clear_in_any_file_C4(lived: Lived, where: str) -> None:
    files = within(getattr(lived, where))
    assert {name for name, raw in files.items() if b"MARK-" in raw or b"mark-ines@" in raw} == set()
    assert where == "temporary" or {name for name in files if name.endswith("log.sqlite3")}


def test_the_log_and_the_operators_listing_hold_no_word_no_name_and_no_link_C4(lived: Lived) -> None:
    said = lived.log.read_text()
    assert [word for word in ("MARK-", "mark-", *(one.link for one in lived.people.values())) if word in said] == []


def test_a_mail_holds_no_word_of_a_session_and_of_people_only_its_readers(lived: Lived) -> None:
    letters = [letter.decode("utf8", "replace").replace("=\r\n", "") for letter in lived.mails]
    assert len(letters) >= len(NAMES)
    assert [marker for marker in lived.planted for letter in letters if marker in letter] == []
    for letter in letters:
        assert sum(f"mark-{name.lower()}@example.org" in letter for name in NAMES) <= 1
