"""Sheets to print: what is said in the room, on paper, as tagged PDF (B11).

`sheet(name, format, language)` is one of `SHEETS`, a page each, for anybody or for one group's day (`Occasion`);
`journal(leaves, language)` is somebody's own. All take plain values and answer bytes; nothing is fetched, nothing is kept.
"""

from codev.protocol import Format

from .contents import CONTENTS
from .course import Course
from .leaves import journal
from .occasion import NOBODY, Occasion
from .press import PAPERS, pressed

SHEETS = tuple(CONTENTS)

__all__ = ["PAPERS", "SHEETS", "Course", "Occasion", "journal", "sheet"]


def sheet(name: str, format: Format, language: str, paper: str = "a4", occasion: Occasion = NOBODY) -> bytes:
    """The PDF. Raises KeyError for a sheet, a language or a paper that does not exist."""
    course = Course(format, language)
    said = {"method": course.say("words.method"), "whole": course.whole, "occasion": occasion.line, "stays": course.say("sheets.stays")}
    return pressed(name, {**said, **CONTENTS[name](course, occasion)}, language, paper)
