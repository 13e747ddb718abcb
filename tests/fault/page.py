"""What stands in a page: its forms' hidden fields, what may be pressed, where text may be typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(frozen=True)
class Offer:
    """A button of the room. fields: the names of the text fields that belong to it, as they are sent."""

    do: str
    fields: tuple[str, ...] = ()


@dataclass
class Page(HTMLParser):
    """hidden: name to value, the first of each. data: the body's data-… attributes. buttons: values of `do`. texts: names of text fields.

    step: where the session stands, as the page says it back.
    """

    html: str
    hidden: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    step: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        kind = has.get("type", "text")
        self.step = self.step or has.get("data-step", "")
        if tag == "body":
            self.data = {name.removeprefix("data-"): value for name, value in has.items() if name.startswith("data-")}
        elif tag == "input" and kind == "hidden":
            self.hidden.setdefault(has.get("name", ""), has.get("value", ""))
        elif tag == "button" and has.get("name") == "do" and "disabled" not in has:
            self.buttons.append(has["value"])
        elif tag == "textarea" or (tag == "input" and kind == "text"):
            self.texts.append(has.get("name", ""))

    @property
    def offers(self) -> tuple[Offer, ...]:
        return tuple(Offer(do, tuple(name for name in self.texts if name.startswith(f"{do.partition('?')[0]}."))) for do in self.buttons)
