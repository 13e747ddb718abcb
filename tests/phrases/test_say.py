"""To speak one sentence: its language, its number, its place, its names."""

from pathlib import Path

import pytest

import codev
from codev.phrases import LANGUAGES, exists, keys, listing, say, spell, tag
from codev.phrases.reading import sentences
from codev.phrases.saying import holes
from codev.phrases.used import keys_in
from codev.protocol.words import Words

CODE = Path(codev.__file__).parent
LISTEN = Words(
    "{client}, écoutez\u202f; le reste\u00a0: plus tard.", "{client}, listen.", "{client}, écoute\u202f; le reste\u00a0: plus tard."
)


def test_a_sentence_is_said_in_the_language_of_whoever_reads() -> None:
    said = [say("turns.next_is_you", language) for language in ("fr", "fr-tu", "en")]
    assert said == ["Vous parlerez ensuite.", "Tu parleras ensuite.", "You speak next."]


def test_tu_falls_back_to_what_serves_both() -> None:
    assert say("turns.nobody", "fr-tu") == say("turns.nobody", "fr") == "Silence partagé."


@pytest.mark.parametrize(("n", "fr", "en"), [(0, "0 bâton", "0 sticks"), (1, "1 bâton", "1 stick"), (2, "2 bâtons", "2 sticks")])
def test_zero_is_singular_in_french_and_plural_in_english(n: int, fr: str, en: str) -> None:
    assert (say("choosing.sticks", "fr", n=n), say("choosing.sticks", "en", n=n)) == (fr.replace(" ", "\u00a0"), en.replace(" ", "\u00a0"))


def test_several_people_before_you_are_said_with_tu_as_well() -> None:
    assert [say("turns.in_line", "fr-tu", n=n) for n in (1, 3)] == ["Une personne avant toi.", "3\u00a0personnes avant toi."]


def test_quebec_writes_no_thin_space_and_keeps_the_others() -> None:
    assert say("door.is_it_you", "fr", name="Inès") == "Vous êtes bien Inès\u202f?"
    assert say("door.is_it_you", "fr-CA", name="Inès") == "Vous êtes bien Inès?"
    assert say("interventions.say_with_i.say", "fr-CA") == "Comment cela se dirait-il en «\u00a0je\u00a0»?"


def test_what_people_typed_keeps_its_own_spaces_in_quebec() -> None:
    assert "Pourquoi\u202f?" in say("choosing.proposed_by_talk", "fr-CA", subject="Pourquoi\u202f?")


def test_quebec_has_its_own_word_for_who_facilitates() -> None:
    said = [say("roles.facilitator.label", language) for language in ("fr", "fr-CA", "fr-CA-tu", "en-CA")]
    assert said == ["facilitateur·rice", "animateur·rice", "animateur·rice", "facilitator"]
    assert "la personne qui anime" in say("help.care", "fr-CA-tu")


def test_an_unknown_key_a_missing_name_or_an_unknown_language_is_a_fault_at_once() -> None:
    for key, language in (("turns.nowhere", "fr"), ("turns.of_other", "fr"), ("turns.ask", "de")):
        with pytest.raises(KeyError):
            say(key, language)


def test_a_name_is_put_in_as_it_is_and_never_read_again() -> None:
    assert say("turns.of_other", "en", name="<b>{client}</b>") == "It is <b>{client}</b>’s turn."


def test_every_sentence_can_be_said_in_every_language() -> None:
    anything = {name: "1" for sentence in sentences().values() for text in sentence.values() for name in holes(text)}
    spoken = [say(key, language, **anything) for key in sentences() for language in LANGUAGES]
    assert [text for text in spoken if "{" in text or not text.strip()] == []


def test_the_words_of_a_format_are_spelled_like_those_of_the_catalogue() -> None:
    assert spell(LISTEN, "fr-CA-tu", client="Inès") == "Inès, écoute; le reste\u00a0: plus tard."
    assert spell(LISTEN, "en-CA", client="Inès") == "Inès, listen."


def test_before_there_is_a_client_a_format_speaks_in_general() -> None:
    assert spell(LISTEN, "fr").startswith("La personne cliente, écoutez")
    assert spell(Words("Dites-le à {facilitator}.", "Tell {facilitator}."), "fr-CA") == "Dites-le à la personne qui anime."
    assert spell(Words("Un {mystery}.", "A {mystery}."), "en") == "A …."


def test_names_are_listed_as_one_speaks_them() -> None:
    assert listing(["Inès", "Karim", "Paul"], "fr") == "Inès, Karim et Paul"
    assert [listing(names, "en") for names in ([], ["Inès"], ["Inès", "Paul"])] == ["", "Inès", "Inès and Paul"]


def test_the_names_under_a_table_come_in_their_order() -> None:
    assert keys("reacting.kinds") == ("experience", "proposal", "open_question", "resource")
    assert keys("interventions")[:2] == ("keep_for_later", "say_with_i")
    with pytest.raises(KeyError):
        keys("nowhere")


def test_a_browser_is_told_the_language_it_knows() -> None:
    assert [tag(language) for language in LANGUAGES] == ["fr", "fr", "fr-CA", "fr-CA", "en", "en-CA"]


def test_the_keys_that_a_page_speaks_are_found() -> None:
    page = """{{ say("turns.ask") }} {{ say('care.signs.' ~ sign, n=1) }} {% say "page.skip" %} {{ essay("no.key") }}"""
    assert keys_in(page) == {"turns.ask", "care.signs.", "page.skip"}


@pytest.mark.parametrize("file", sorted(p for p in CODE.rglob("*") if p.suffix in (".html", ".py", ".jinja", ".txt")), ids=str)
def test_every_key_that_the_product_speaks_exists(file: Path) -> None:
    used = keys_in(file.read_text("utf-8")) - {"turns.ask"}
    assert {key for key in used if not (any(k.startswith(key) for k in sentences()) if key.endswith(".") else exists(key))} == set()
