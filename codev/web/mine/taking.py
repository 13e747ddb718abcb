"""All that is one person's own in one file: a page to read (Markdown) and the same for a program (JSON)."""

from __future__ import annotations

import dataclasses
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from codev import __version__
from codev.phrases import say
from codev.protocol import Notebook

from . import leaves

FORMAT = 1


def pack(facts: Mapping[str, Any], book: Notebook, language: str, now: datetime) -> bytes:
    """A zip of mine.md and mine.json. facts: as in codev.groups.ownership."""
    whole = {"codev": __version__, "format": FORMAT, "taken": now, **facts, "notebook": _plainly(book)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mine.md", page(facts, book, language))
        packed.writestr("mine.json", json.dumps(whole, ensure_ascii=False, indent=1, default=_plain) + "\n")
    return file.getvalue()


def page(facts: Mapping[str, Any], book: Notebook, language: str) -> str:
    days = "\n".join(f"- {session['start']:%Y-%m-%d}" for session in facts["sessions"])
    head = f"# {facts['member']['name']}, {facts['group']}\n\n## {say('leaving.my_sessions', language)}\n\n{days}\n\n"
    meetings = {session["session"]: session["start"] for session in facts["sessions"]}
    return head + leaves.markdown(leaves.by_session(leaves.lines_of(book), meetings, language), language)


def _plainly(book: Notebook) -> dict[str, Any]:
    """As it stands: what she has taken out of it is in no file."""
    kept: dict[str, list[tuple[str, str]]] = {}
    for session, what, text in book.copies:
        kept.setdefault(session, []).append((what, text))
    whole = dataclasses.asdict(dataclasses.replace(book, kept=kept, subjects=leaves.subjects(book)))  # type: ignore[arg-type]  # as lists
    return {name: value for name, value in whole.items() if name != "dropped"}


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
