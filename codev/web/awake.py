"""The one script that stands in the page itself: whatever else of the page was lost on the way, this asks for it again."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

SCRIPT = (Path(__file__).parents[1] / "static" / "awake.js").read_text(encoding="utf-8")
ALLOWED = f"'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'"
"""How a policy names it, and no other script."""
