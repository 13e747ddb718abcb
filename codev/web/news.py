"""What one viewer does not have yet: the parts that differ from those sent, as one message.

A stream remembers the view that it has sent, whose parts it shares with everyone who sees the same, and no HTML. `seen` names a
whole view, so that a page which has just been served, or comes back after a moment, is not sent again what it shows.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from json.encoder import encode_basestring_ascii as quoted

from codev.protocol import Changes, View, changes

from . import parts

START = secrets.token_hex(4)  # hashes differ from one start to the next
START_BYTES = START.encode()


@dataclass(slots=True)
class Sent:
    language: str = ""
    view: View = View()  # noqa: RUF009  # a value, like the parts in it


def seen(view: View, language: str) -> str:
    """The name of what a viewer sees, for as long as this process runs."""
    return f"{START}{_number(view, language):016x}"


def _number(view: View, language: str) -> int:
    return hash((language, view)) & 0xFFFFFFFFFFFFFFFF


def whole(version: int, view: View, language: str) -> bytes:
    """Everything, as JSON: for a page that asks. Its other parts are to go."""
    return _message(version, view, language, changes(View(), view), b"true")


def since(sent: Sent, version: int, view: View, language: str, has: str = "") -> bytes | None:
    """What `sent` lacks of this view, and `sent` has it from now on. None: nothing. `has`: what the page says that it has seen."""
    before, sent.view = sent.view, view
    if sent.language != language:
        sent.language = language
        return None if has == seen(view, language) else whole(version, view, language)
    if view is before:
        return None
    found = changes(before, view)
    return _message(version, view, language, found, b"false") if found.parts or found.gone else None


def _message(version: int, view: View, language: str, found: Changes, is_whole: bytes) -> bytes:
    body = _body(found, language)
    return b'{"v":%d,"seen":"%s%016x","whole":%s,%s}' % (version, START_BYTES, _number(view, language), is_whole, body)


def _body(found: Changes, language: str) -> bytes:
    """The same for everyone whom these changes concern in this language."""
    body = found.told.get(language)
    if body is None:
        html = [*(parts.wire(part, language) for part in found.parts), *(f"{quoted(name)}:null".encode() for name in found.gone)]
        after = ",".join([f"{quoted(name)}:{quoted(place)}" for name, place in found.after.items()])
        body = found.told[language] = b'"after":{%s},"parts":{%s}' % (after.encode(), b",".join(html))
    return body
