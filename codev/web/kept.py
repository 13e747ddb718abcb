"""Without a script: what was typed stands in its field again, and the words of a refusal beside it."""

from __future__ import annotations

import re
from html import escape, unescape

from . import forms
from .guard import Fields

AREA = re.compile(r'(<textarea [^>]*name="([^"]*)"[^>]*>\n?)([^<]*)(?=</textarea>)')
LINE = re.compile(r'(<input type="text" [^>]*name="([^"]*)"[^>]* value=")([^"]*)(?=")')
DRAWER = re.compile(r"<details\b[^>]*>|</details>")
TOLD = '<p id="told" class="refused" role="status" hidden></p>'


def asked(fields: Fields) -> str:
    """Which command was asked, with its label."""
    return next((forms.prefix(value) for name, value in fields if name == "do"), "")


def typed(fields: Fields, done: bool) -> dict[str, str]:
    """The texts on the page that was sent; without those of the act itself once it is `done`."""
    mine = f"{asked(fields)}."
    words = {name: text for name, text in fields if name.rpartition(".")[2] in forms.WORDS and text.strip()}
    return {name: text for name, text in words.items() if not (done and name.startswith(mine))}


def unsent(page: str, texts: dict[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Those which the new page does not show: by their field; and those which it has no field for any more."""
    shown = {unescape(name): unescape(value) for found in (AREA, LINE) for _, name, value in found.findall(page)}
    fields = {name: text for name, text in texts.items() if name in shown and shown[name] != text}
    return fields, tuple(text for name, text in texts.items() if name not in shown)


def fill(page: str, texts: dict[str, str]) -> str:
    def again(found: re.Match[str]) -> str:
        return found[1] + escape(texts.get(unescape(found[2]), unescape(found[3])))

    page = LINE.sub(again, AREA.sub(again, page))
    for name in texts:
        page = opened(page, page.find(f' name="{escape(name)}"'))
    return page


def tell(page: str, words: str, command: str = "") -> str:
    """Beside what was asked, if the page still has it; at its head otherwise."""
    for name in (command, command.partition(":")[0]):
        place = f'data-refused-for="{escape(name)}" role="status" hidden></p>'
        if name and place in page:
            at = page.index(place)
            return opened(page.replace(place, f'role="alert">{escape(words)}</p>', 1), at)
    return page.replace(TOLD, f'<p id="told" class="refused" role="alert">{escape(words)}</p>', 1)


def opened(page: str, at: int) -> str:
    """With every drawer around this place open: words in a closed one are told to nobody."""
    around: list[re.Match[str]] = []
    for tag in DRAWER.finditer(page, 0, max(at, 0)):
        if tag[0].startswith("</"):
            around.pop()
        else:
            around.append(tag)
    for drawer in reversed(around):
        if not drawer[0].endswith(" open>"):
            page = f"{page[: drawer.end() - 1]} open{page[drawer.end() - 1 :]}"
    return page
