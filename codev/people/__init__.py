"""Who is at the keyboard: personal links, the members a browser holds, codes for another device, accounts.

`held` and `forget` serve the live room; `links`, `devices` and `browsers` serve the pages.
They answer with member ids and refusals, and know nothing of groups.
"""

from .browsers import forget, held

__all__ = ["forget", "held"]
