"""What one viewer does not have yet: the parts that differ from those sent, as one message.

A stream remembers the view that it has sent, whose parts it shares with everyone who sees the same, and no HTML. `seen` names a
whole view, so that a page which has just been served, or comes back after a moment, is not sent again what it shows. A message to
someone whose own has not changed is the same for her whole side, but for its version and that name.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cache
from json.encoder import encode_basestring_ascii as quoted

from codev.protocol import NOTHING, Changes, View, changes
from codev.rooms import Look

from . import parts

START = secrets.token_hex(4)  # hashes differ from one start to the next
SEEN = b"%s.%x.%x"
MESSAGE = b'{"v":%%d,"seen":"%s","whole":%%s,%%s}' % SEEN


@dataclass(slots=True)
class Sent:
    language: str = ""
    common: View = NOTHING
    own: View = NOTHING


def seen(look: Look, language: str) -> str:
    """The name of what a viewer sees, for as long as this process runs."""
    return (SEEN % (start(language), hash(look.common), hash(look.own))).decode()


@cache
def start(language: str) -> bytes:
    return f"{START}.{language}".encode()


def whole(look: Look, language: str) -> bytes:
    """Everything, as JSON: for a page that asks. Its other parts are to go."""
    return _message(look, language, changes(View(), look.view), b"true")


def since(sent: Sent, look: Look, language: str, has: str = "") -> bytes | None:
    """What `sent` lacks of this, and `sent` has it from now on. None: nothing. `has`: what the page says that it has seen."""
    message = _lacking(sent, look, language, has)
    sent.language, sent.common, sent.own = language, look.common, look.own  # not before: what fails on the way is not sent
    return message


def _lacking(sent: Sent, look: Look, language: str, has: str) -> bytes | None:
    if sent.language != language:
        return None if has == seen(look, language) else whole(look, language)
    if sent.own is not look.own and sent.own != look.own:
        found = changes(View((sent.common, sent.own)), look.view)
    elif sent.common is not look.common:
        found = changes(sent.common, look.common)
    else:
        return None
    return _message(look, language, found, b"false") if found.parts or found.gone else None


def _message(look: Look, language: str, found: Changes, is_whole: bytes) -> bytes:
    body, common, own = found.told.get(language) or _body(found, language), look.common, look.own
    return MESSAGE % (look.version, start(language), common.number or hash(common), own.number or hash(own), is_whole, body)


def _body(found: Changes, language: str) -> bytes:
    """The same for everyone whom these changes concern in this language."""
    html = [*(parts.wire(part, language) for part in found.parts), *(f"{quoted(name)}:null".encode() for name in found.gone)]
    after = ",".join([f"{quoted(name)}:{quoted(place)}" for name, place in found.after.items()])
    body = found.told[language] = b'"after":{%s},"parts":{%s}' % (after.encode(), b",".join(html))
    return body
