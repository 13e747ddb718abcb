"""What people typed, as it is kept: composed letters, lines, and no character that could hide or reorder what others read."""

from __future__ import annotations

import re
import unicodedata

LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085]")
# Controls, half of a surrogate pair, non-characters, annotation marks; and the bidi embeddings, overrides and isolates, which a
# text may leave open to turn round the words after it. The marks LRM, RLM and ALM stay: Hebrew and Arabic need them.
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]")
SPECIAL = re.compile(f"[\t\r\u2028\u2029{UNWANTED.pattern[1:]}")
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff\u00ad\u034f\u115f\u1160\u3164\ufe0f"


def clean(text: str) -> str:
    """The text in NFC with plain line ends; empty when nothing in it can be seen."""
    if text.isascii() and text.isprintable():
        return text if text.strip() else ""
    if SPECIAL.search(text):
        text = UNWANTED.sub("", LINE_ENDS.sub("\n", text).replace("\t", " "))
    text = unicodedata.normalize("NFC", text)
    return text if text.strip(UNSEEN + " \n\u00a0\u202f\u3000") else ""
