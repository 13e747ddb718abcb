"""Reads the HTML of a part back, as a browser would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = ("input", "br", "hr", "img", "meta", "link", "path", "circle", "option")


@dataclass
class Tag:
    name: str
    attrs: dict[str, str]
    inside: list[Tag] = field(default_factory=list)
    text: str = ""


class Reader(HTMLParser):
    """tags: every element, in its order. open: those that were never closed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[Tag] = []
        self.open: list[Tag] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = Tag(name, {key: value or "" for key, value in attrs})
        assert len(tag.attrs) == len(attrs), f"an attribute twice: {name} {attrs}"
        for around in self.open:
            around.inside.append(tag)
        self.tags.append(tag)
        if name not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(name, attrs)
        if name not in VOID:
            self.handle_endtag(name)

    def handle_endtag(self, name: str) -> None:
        if name not in VOID:
            assert self.open, f"</{name}> closes nothing"
            assert self.open[-1].name == name, f"</{name}> closes <{self.open[-1].name}>"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for around in self.open:
            around.text += data

    def all(self, *names: str) -> list[Tag]:
        return [tag for tag in self.tags if tag.name in names]

    def fields(self) -> list[tuple[str, str]]:
        """What a browser would send of this part once every text is filled in."""
        sent = [(tag.attrs["name"], "x") for tag in self.all("textarea")]
        for tag in self.all("input", "select"):
            kind = tag.attrs.get("type", "select")
            if kind == "text":
                sent.append((tag.attrs["name"], "x"))
            elif kind == "select":
                sent.append((tag.attrs["name"], "0"))
            elif "checked" in tag.attrs:
                sent.append((tag.attrs["name"], tag.attrs.get("value", "on")))
        return sent
