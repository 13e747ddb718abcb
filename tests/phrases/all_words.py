"""Every sentence of the product with the place it stands in, for tests that judge how it is written."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from codev import formats, phrases

FORMATS = Path(formats.__file__).parent
CATALOGUE = Path(phrases.__file__).parent / "catalogue"
CASES = Path(phrases.__file__).parent / "cases.toml"
FORMS = ("fr", "tu", "ca", "en", "fr_other", "tu_other", "en_other")
OUTSIDE_GROUPS = ("account", "page", "landing", "not_found", "too_many", "too_old", "unwell", "formats")  # they say vous


class Text(NamedTuple):
    file: str
    place: str
    form: str
    text: str
    sentence: dict[str, str]

    @property
    def key(self) -> str:
        """The last name of its place, without numbers or the stage: may_vote[0] is a `may`."""
        return re.sub(r"\[\d+\]", "", self.place.rsplit(".", 1)[-1])

    @property
    def french(self) -> bool:
        return not self.form.startswith("en")

    @property
    def spoken_by_people(self) -> bool:
        return self.file == "cases.toml"

    @property
    def length(self) -> int:
        """Letters and spaces; a name counts as ten, a number as two."""
        return len(re.sub(r"\{[a-z_]+\}", "x" * 10, re.sub(r"\{(n|minutes|max|total)\}", "99", self.text)))

    def __str__(self) -> str:
        return f"{self.file}:{self.place}.{self.form}: {self.text}"


def _texts(file: str, place: str, data: Any) -> Iterator[Text]:
    if isinstance(data, dict):
        if isinstance(data.get("fr"), str):
            yield from (Text(file, place, form, data[form], data) for form in FORMS if form in data)
        for key, value in data.items():
            yield from _texts(file, f"{place}.{key}" if place else key, value)
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from _texts(file, f"{place}[{i}]", value)


def _read(paths: list[Path], root: Path) -> tuple[Text, ...]:
    return tuple(text for path in paths for text in _texts(str(path.relative_to(root)), "", tomllib.loads(path.read_text("utf-8"))))


IN_FORMATS = _read(sorted(FORMATS.rglob("*.toml")), FORMATS)
IN_CATALOGUE = _read(sorted(CATALOGUE.glob("*.toml")), CATALOGUE)
IN_CASES = _read([CASES], CASES.parent)
ALL = (*IN_FORMATS, *IN_CATALOGUE, *IN_CASES)
FRENCH = tuple(text for text in ALL if text.french)
ENGLISH = tuple(text for text in ALL if not text.french)
