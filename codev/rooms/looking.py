"""What the rooms ask of whoever opens them, and what one person sees."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from codev.protocol import Refusal, View

NOT_A_MEMBER = Refusal("not_a_member", "C3")
"""The one answer for a session that does not exist, that is erased, and that is not hers."""

Viewer = tuple[str, bool]
"""A member, and whether her notebook is open where she looks (C1)."""

Names = Callable[[str], Awaitable[Mapping[str, str]]]
Door = Callable[[str, str], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Look:
    """What one person sees now. `version` grows with every act of the session and with every act in her own notebook."""

    version: int
    view: View


async def open_door(session: str, member: str) -> bool:
    return True
