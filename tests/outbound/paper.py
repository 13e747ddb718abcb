"""A PDF as whoever holds it sees it: pages, words, title, language, tags."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader

UNSEEN = str.maketrans(dict.fromkeys("\u200b\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e", ""))


@dataclass(frozen=True)
class Paper:
    pages: int
    size: tuple[int, int]
    title: str
    language: str
    tagged: bool
    accessible: bool
    """Declared PDF/UA-1."""
    text: str
    """All its words, one space between them."""


def read(pdf: bytes) -> Paper:
    reader = PdfReader(BytesIO(pdf))
    root, box = reader.root_object, reader.pages[0].mediabox
    text = " ".join(page.extract_text() for page in reader.pages).translate(UNSEEN)
    return Paper(
        pages=len(reader.pages),
        size=(round(box.width), round(box.height)),
        title=str((reader.metadata or {}).get("/Title", "")),
        language=str(root.get("/Lang", "")),
        tagged=bool(root["/MarkInfo"]["/Marked"]),  # type: ignore[index]  # a dictionary, in every tagged PDF
        accessible=b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data(),  # type: ignore[attr-defined]  # a stream
        text=" ".join(text.split()),
    )
