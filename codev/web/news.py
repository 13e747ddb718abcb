"""What one viewer does not have yet: the parts that differ from those sent, as one message.

A stream remembers ids and hashes, no HTML. `seen` names a whole view, so that a page which has just been served, or comes back
after a moment, is not sent again what it shows.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from codev.protocol import Part, View

from . import parts

START = secrets.token_hex(4)  # hashes differ from one start to the next


@dataclass(slots=True)
class Sent:
    language: str = ""
    hashes: dict[str, int] = field(default_factory=dict)


def seen(view: View, language: str) -> str:
    """The name of what a viewer sees, for as long as this process runs."""
    return f"{START}{hash((language, view)) & 0xFFFFFFFFFFFFFFFF:016x}"


def whole(version: int, view: View, language: str) -> bytes:
    """Everything, as JSON: for a page that asks. Its other parts are to go."""
    return _message(version, view, language, view, (), all_of_it=True)


def since(sent: Sent, version: int, view: View, language: str, has: str = "") -> bytes | None:
    """What `sent` lacks of this view, and `sent` has it from now on. None: nothing. `has`: what the page says that it has seen."""
    first, before = sent.language != language, sent.hashes
    sent.language, sent.hashes = language, {part.id: hash(part) for part in view}
    if first:
        return None if has == seen(view, language) else whole(version, view, language)
    changed = tuple(part for part in view if before.get(part.id) != sent.hashes[part.id])
    gone = before.keys() - sent.hashes.keys()
    return _message(version, view, language, changed, gone, known=before) if changed or gone else None


def _message(
    version: int,
    view: View,
    language: str,
    changed: Iterable[Part],
    gone: Iterable[str],
    known: Mapping[str, int] | None = None,
    all_of_it: bool = False,
) -> bytes:
    html = [*(parts.wire(part, language) for part in changed), *(f"{json.dumps(name)}:null".encode() for name in gone)]
    after = json.dumps(_places(view, known or {}))
    head = f'{{"v":{version},"seen":"{seen(view, language)}","whole":{json.dumps(all_of_it)},"after":{after},"parts":{{'
    return b"%s%s}}" % (head.encode(), b",".join(html))


def _places(view: View, known: Mapping[str, int]) -> dict[str, str]:
    """For each part that the page has not: after which one of its container it stands; "" for the first."""
    last: dict[str, str] = {}
    places: dict[str, str] = {}
    for part in view:
        if part.id not in known:
            places[part.id] = last.get(part.slot, "")
        last[part.slot] = part.id
    return places
