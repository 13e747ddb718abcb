"""A list of people, however somebody has it; what cannot be read is told line by line."""

from __future__ import annotations

import pytest

from codev.groups.roster import Person, Problem, decode, read


@pytest.mark.parametrize(
    "text",
    [
        "Inès Moreau\tines@example.org\nMalik Haddad\tmalik@example.org",
        "Inès Moreau; ines@example.org\nMalik Haddad; malik@example.org",
        'Inès Moreau,ines@example.org\n"Malik Haddad",malik@example.org\n',
        "ines@example.org;Inès Moreau\r\nmalik@example.org;Malik Haddad",
        "Inès Moreau <ines@example.org>\nMalik Haddad <malik@example.org>,",
        "Inès;Moreau;ines@example.org\nMalik;Haddad;malik@example.org",
    ],
)
def test_people_are_read_however_their_cells_are_parted(text: str) -> None:
    assert read(text).people == (Person(1, "Inès Moreau", "ines@example.org"), Person(2, "Malik Haddad", "malik@example.org"))


@pytest.mark.parametrize(
    "headings",
    [
        "Nom;Prénom;Courriel\nMoreau;Inès;ines@x.org",
        "Email,Name\nines@x.org,Inès Moreau",
        "\ufeffNOM COMPLET\tE-mail\nInès Moreau\tines@x.org",
    ],
)
def test_a_line_of_headings_names_the_columns(headings: str) -> None:
    assert read(headings).people == (Person(2, "Inès Moreau", "ines@x.org"),)


def test_an_address_is_not_needed_and_empty_lines_are_nobody() -> None:
    assert read("\nInès\n\n  \nMalik\n").people == (Person(2, "Inès"), Person(5, "Malik"))


@pytest.mark.parametrize("text", ["Inès Müller", "Zoé Œuvrard"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_as_spreadsheets_write_it(text: str, encoding: str) -> None:
    assert read(decode(text.encode(encoding))).people == (Person(1, text),)


def test_each_bad_line_is_told_with_its_number_and_the_good_ones_stand() -> None:
    found = read("Inès;ines@x.org\n;malik@x.org\nRose;rose(at)x@\nSami\nsami\nIda;INES@x.org\n" + "x" * 61)
    assert [person.name for person in found.people] == ["Inès", "Sami"]
    assert found.problems == (
        Problem(2, "no_name"),
        Problem(3, "odd_address"),
        Problem(5, "twice", 4),
        Problem(6, "twice", 1),
        Problem(7, "long_name"),
    )


@pytest.mark.parametrize("cell", ["rose(at)x.org", "rose.x.org", "rose@", "@"])
def test_what_is_meant_as_an_address_and_is_none_is_told(cell: str) -> None:
    assert read(f"Rose\t{cell}").problems == (Problem(1, "odd_address"),)


def test_somebody_who_is_in_the_group_is_not_added_again() -> None:
    assert read("inès  moreau\nRose", taken=[("Inès Moreau", "")]).problems == (Problem(1, "there"),)


def test_a_list_without_end_ends() -> None:
    found = read("\n".join(f"Person {n}" for n in range(50)))
    assert (len(found.people), {problem.code for problem in found.problems}) == (40, {"too_many"})


def test_list_after_list_the_group_stays_one_group() -> None:
    """Whoever founded it could otherwise have letters written to the whole world."""
    there = [(f"Member {n}", "") for n in range(39)]
    found = read("Rose\nLina", taken=there)
    assert ([person.name for person in found.people], found.problems) == (["Rose"], (Problem(2, "too_many"),))
