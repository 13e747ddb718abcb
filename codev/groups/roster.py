"""A list of people as somebody has it: typed, pasted from a spreadsheet, or a CSV file. What cannot be read is told line by line.

A line is a name, and an address if there is one, parted by a tab, a semicolon or a comma, in any order; or `Name <address>`.
A first line of headings may name the columns; without one, what holds an @ is the address, and the rest is the name.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from codev.outbound.mail import Unfit, fit

LONGEST_NAME = 60
LONGEST_ADDRESS = 200
MOST = 40
# Each takes one step a letter: anybody may paste a list, and a pattern that goes back over it would hold up the whole house.
LETTER_HEAD = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>@]*@[^<>@]*)>\s*[;,]?\Z")
MEANT_AS_ADDRESS = re.compile(r"\(at\)|\[at\]|\w\.\w")
FIRST = ("prénom", "prenom", "prénoms", "first name", "firstname", "given name")
LAST = ("nom", "nom de famille", "last name", "lastname", "surname", "family name")
WHOLE = ("name", "full name", "nom complet", "nom et prénom", "prénom et nom", "personne", "person", "participant", "membre", "member")
ADDRESS = (
    *("adresse", "courriel", "adresse courriel", "mail", "e-mail", "email", "mél", "adresse mail", "adresse e-mail"),
    *("adresse électronique", "adresse email", "address", "email address", "e-mail address"),
)
HEADINGS = (*FIRST, *LAST, *WHOLE, *ADDRESS)


class Person(NamedTuple):
    line: int
    name: str
    address: str = ""


class Problem(NamedTuple):
    """What is wrong with a line: its words are `roster.<code>`. other: the line where the same stands already."""

    line: int
    code: str
    other: int = 0


@dataclass(frozen=True)
class Roster:
    people: tuple[Person, ...]
    problems: tuple[Problem, ...] = ()


def decode(raw: bytes) -> str:
    """A file of a spreadsheet: UTF-8, with its mark or without; otherwise what Western Windows writes."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def read(text: str, *, taken: Sequence[tuple[str, str]] = ()) -> Roster:
    """The people of a list. `taken`: names and addresses that stand in the group already; their line is 0, and they count."""
    people: list[Person] = []
    problems: list[Problem] = []
    seen = {key: 0 for name, address in taken for key in _keys(Person(0, name, address))}
    for person in _persons(text):
        problem = _wrong(person, seen) or (Problem(person.line, "too_many") if len(taken) + len(people) >= MOST else None)
        if problem:
            problems.append(problem)
        else:
            people.append(person)
            seen |= dict.fromkeys(_keys(person), person.line)
    return Roster(tuple(people), tuple(problems))


def a_mailbox(address: str) -> bool:
    try:
        fit(address)
    except Unfit:
        return False
    return len(address) <= LONGEST_ADDRESS


def same(name: str) -> str:
    """Two names that people could not tell apart are one."""
    return " ".join(name.casefold().split())


def _persons(text: str) -> Iterator[Person]:
    columns: list[str] | None = None
    first = True
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        cells = _cells(line)
        if not any(cells):
            continue
        headings = [cell.casefold() for cell in cells]
        if first and any(cells) and all(heading in HEADINGS for heading in headings if heading):
            columns = headings
        else:
            yield _by_columns(number, cells, columns) if columns else _by_sight(number, cells)
        first = False


def _cells(line: str) -> list[str]:
    line = line.strip("\r\n")
    found = LETTER_HEAD.match(line.strip())
    if found:
        return [found["name"].strip(' "'), found["address"].strip()]
    mark = next((mark for mark in "\t;," if mark in line), ",")
    try:
        row = next(csv.reader([line], delimiter=mark, skipinitialspace=True), [])
    except csv.Error:
        row = line.split(mark)
    return [" ".join(cell.split()) for cell in row]


def _by_sight(number: int, cells: list[str]) -> Person:
    meant = [cell for place, cell in enumerate(cells) if "@" in cell or (place and " " not in cell and MEANT_AS_ADDRESS.search(cell))]
    names = [cell for cell in cells if cell and cell not in meant]
    return Person(number, " ".join(names), " ".join(meant))


def _by_columns(number: int, cells: list[str], columns: list[str]) -> Person:
    named = list(zip(columns, cells, strict=False))
    parts = [cell for kind in (FIRST, LAST) for heading, cell in named if heading in kind]
    whole = [cell for heading, cell in named if heading in WHOLE]
    address = " ".join(cell for heading, cell in named if heading in ADDRESS and cell)
    return Person(number, " ".join(filter(None, whole or parts)), address)


def _wrong(person: Person, seen: dict[str, int]) -> Problem | None:
    if not person.name:
        return Problem(person.line, "no_name")
    if len(person.name) > LONGEST_NAME:
        return Problem(person.line, "long_name")
    if person.address and not a_mailbox(person.address):
        return Problem(person.line, "odd_address")
    twice = next((seen[key] for key in _keys(person) if key in seen), None)
    return None if twice is None else Problem(person.line, "twice" if twice else "there", twice)


def _keys(person: Person) -> list[str]:
    return [f"name {same(person.name)}", *([f"address {person.address.casefold()}"] if person.address else [])]
