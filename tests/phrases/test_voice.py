"""How the product speaks, in both languages: typography, words never used, vous and tu, lengths."""

import re
from collections.abc import Iterable

from tests.phrases.all_words import ALL, ENGLISH, FRENCH, IN_CATALOGUE, IN_FORMATS, OUTSIDE_GROUPS, Text

THIN, WIDE = "\u202f", "\u00a0"
PERSON = r"\{(?:client|name|facilitator)\}"
NEVER_FR = (
    *("erreur", "interdit", "invalide", "refusé", "échec", "malheureusement", "désolé", "oups", "bravo", "veuillez", "il faut"),
    *("vous devez", "cliquez ici", "utilisateur", "gagnant", "score", "classement", "meilleure idée", "solution miracle"),
    *("patient", "patients", "coaché", "feedback", "timing", "deadline", "week-end"),
)
NEVER_EN = (
    *("error", "forbidden", "invalid", "denied", "failed", "unfortunately", "sorry", "oops", "well done", "please note", "must"),
    *("should", "click here", "user", "winner", "score", "ranking", "best idea", "patient", "coachee", "deadline", "he or she"),
)


def those(texts: Iterable[Text], pattern: str, but: tuple[str, ...] = ()) -> list[str]:
    """Where a pattern is found, for assertions that show every place at once."""
    return [str(text) for text in texts if re.search(pattern, text.text, re.I) and text.place not in but]


def without(texts: Iterable[Text], *keys: str) -> list[Text]:
    return [text for text in texts if text.key not in keys]


def test_french_signs_stand_after_the_right_space() -> None:
    assert those(FRENCH, rf"[^{THIN}][;!?](?!\w)") == []
    assert those(FRENCH, rf"[^{WIDE}]:") == []
    assert those(FRENCH, rf"«(?!{WIDE})|(?<!{WIDE})»") == []


def test_french_and_english_have_real_apostrophes_and_ellipses() -> None:
    assert those(ALL, r"'|\.\.\.|\"") == []


def test_no_plain_space_parts_a_number_from_its_unit() -> None:
    assert those(ALL, r"(\d|\{n\}|\{minutes\}) (h|min|minutes?|s|am|pm)\b") == []


def test_english_has_no_space_before_signs_and_its_own_quotation_marks() -> None:
    assert those(ENGLISH, rf"[ {THIN}{WIDE}][;:!?.,]|[«»{THIN}]") == []


def test_no_sentence_shouts() -> None:
    assert [str(t) for t in ALL if re.search(r"!|\b[A-ZÉÀ]{4,}\b", t.text) and not t.spoken_by_people] == []


def test_words_that_are_never_used() -> None:
    said = without([t for t in ALL if not t.spoken_by_people], "see")
    assert those([t for t in said if t.french], rf"\b({'|'.join(NEVER_FR)})\b") == []
    assert those([t for t in said if not t.french], rf"\b({'|'.join(NEVER_EN)})\b") == []


def test_the_middle_dot_stands_on_short_labels_alone() -> None:
    assert those(without(FRENCH, "label"), "·") == []


def test_a_name_never_rules_an_elision_nor_an_article() -> None:
    assert those(FRENCH, rf"\b(de|que|le|la|du|au|des|aux) {PERSON}|[dlqu]’{PERSON}") == []


def test_every_sentence_is_there_in_both_languages() -> None:
    alone = {f"{text.file}:{text.place}" for text in ALL if not text.sentence.get("fr") or not text.sentence.get("en")}
    several = {f"{t.file}:{t.place}" for t in ALL if ("fr_other" in t.sentence) != ("en_other" in t.sentence)}
    assert (alone, several) == (set(), set())


def test_plurals_exist_for_tu_wherever_the_singular_has_it() -> None:
    lame = {t.place for t in ALL if "fr_other" in t.sentence and ("tu" in t.sentence) != ("tu_other" in t.sentence)}
    assert lame == set()


# Lines that the whole group reads, or that speak to several people: vous stands in both.
TO_SEVERAL = frozenset(
    {
        "care.say_stop",
        "choosing.tie",
        "clock.say_five",
        "everyone.now_criteria",
        "everyone.now_choosing",
        "link.again",
        "planning.ask_help",
        "refusal.tenth_seat.say",
    }
)
TO_ONE = re.compile(r"\b(vous|votre|vos)\b", re.I)


def test_a_line_to_one_person_is_worded_for_tu_as_well() -> None:
    to_one = [text for text in IN_FORMATS if re.match(r"(now|aside|may|later)", text.key)]
    to_one += [text for text in IN_CATALOGUE if text.place.split(".")[0] not in OUTSIDE_GROUPS]
    vous_alone = [t for t in to_one if t.form == "fr" and TO_ONE.search(t.text) and "tu" not in t.sentence]
    assert [str(t) for t in vous_alone if t.place not in TO_SEVERAL] == []


def test_an_instruction_in_the_imperative_is_worded_for_tu_as_well() -> None:
    instructions = [t for t in IN_FORMATS if t.key.startswith("now") and t.form == "fr" and t.place not in TO_SEVERAL]
    assert [str(t) for t in instructions if re.search(r"\b(?!assez)\w+ez\b", t.text) and "tu" not in t.sentence] == []


def test_a_line_that_calls_someone_by_name_is_worded_for_tu_as_well() -> None:
    called = [t for t in ALL if t.form == "fr" and re.search(r"\{(client|name)\},", t.text) and "tu" not in t.sentence]
    assert [str(t) for t in called if re.search(r"\b(vous|votre|vos)\b|\w+ez\b", t.text)] == []


def test_the_wording_for_tu_says_tu_and_is_another() -> None:
    tutoyed = [text for text in ALL if text.form.startswith("tu")]
    same = [str(t) for t in tutoyed if t.text == t.sentence["fr"]]
    vous = those(tutoyed, r"\b(votre|vos)\b|\b(?<!rendez-)vous\b(?! (êtes|m’))")
    assert (same, [v for v in vous if "le groupe" not in v and "pour vous tous" not in v]) == ([], [])


LENGTHS = {
    "title": 24,
    "sentence": 64,
    "now": 90,
    "may": 90,
    "later": 90,
    "aside": 90,
    "starters": 90,
    "see": 90,
    "do": 90,
    "purpose": 160,
    "remote": 160,
    "in_room": 160,
    "note": 160,
    "open": 200,
    "close": 200,
    "say": 200,
}


def limit_in_a_format(text: Text) -> int:
    names = text.place.split(".")
    return LENGTHS["purpose"] if "purpose" in names else LENGTHS[text.key.split("_")[0] if text.key != "in_room" else text.key]


def test_words_of_a_format_keep_to_their_lengths() -> None:
    assert [f"{t.length} {t}" for t in IN_FORMATS if t.length > limit_in_a_format(t)] == []


def test_refusals_and_lines_to_say_keep_to_their_lengths() -> None:
    refusals = [f"{t.length} {t}" for t in IN_CATALOGUE if t.place.startswith("refusal.") and t.length > 160]
    charter = ("charter.", "landing.")
    others = [f"{t.length} {t}" for t in IN_CATALOGUE if not t.place.startswith(charter) and t.length > 200]
    assert (refusals, others) == ([], [])


def a_label(text: Text) -> bool:
    """A button, a chip, the name of a field: words without the stop of a sentence."""
    return not re.search(r"[.?…:]$|[.?:] |\{(?!n\}|client\})", text.text) and text.key not in ("button_spoken",)


# The name of a field or of what stands below it, not a button.
HEADINGS = frozenset({"agreeing.revealed", "agreeing.dictated", "door.your_name", "device.enter", "device.where", "formats.inspired"})


def test_buttons_and_chips_are_short() -> None:
    tables = {"refusal", "charter", "landing", "gates", "seats", "in_general", "roles", "sheets", "vocabulary"}
    labels = [t for t in IN_CATALOGUE if a_label(t) and t.place.split(".")[0] not in tables and t.place not in HEADINGS]
    labels = [t for t in labels if not (t.file == "mails.toml" and t.key == "subject")]
    assert [f"{t.length} {t}" for t in labels if t.length > 30] == []


def test_the_subject_line_of_a_mail_is_short_and_names_neither_a_group_nor_a_person() -> None:
    subjects = [t for t in IN_CATALOGUE if t.file == "mails.toml" and t.key == "subject"]
    assert [str(t) for t in subjects if t.length > 60 or set(re.findall(r"\{(\w+)\}", t.text)) - {"day"}] == []
