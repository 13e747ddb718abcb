"""Sheets to print: what is said in the room, on paper, as tagged PDF (B11).

`journal(leaves, language)` is somebody's own journal. All take plain values and answer bytes; nothing is fetched, nothing is kept.
"""

from .leaves import journal
from .press import PAPERS

__all__ = ["PAPERS", "journal"]
