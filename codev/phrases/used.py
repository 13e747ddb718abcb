"""Which sentences a page or a module speaks, so that a test can see that they are all there."""

from __future__ import annotations

import re

SPOKEN = re.compile(r"""(?<![\w.])say[(\s]\s*["']([a-z_]+\.[a-z0-9_.-]*)["']""")


def keys_in(source: str) -> set[str]:
    """The keys in `say("turns.ask")`, `{% say "turns.ask" %}`; a key that ends in a dot is the beginning of one, completed later."""
    return set(SPOKEN.findall(source))
