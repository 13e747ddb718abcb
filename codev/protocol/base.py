"""Orders and facts. An order is imperative and may be refused; a fact is past and never changes.

A fact says itself what becomes of each part of the session: a method `on_turns` takes the `turns` slice and the
instant, and answers the new slice. A changed fact gets a new `version` and an upcaster (codev.eventlog).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar, dataclass_transform

COMMANDS: dict[str, type[Command]] = {}
OWN_COMMANDS: dict[str, type[OwnCommand]] = {}
FACTS: dict[str, type[Fact]] = {}
OWN_FACTS: dict[str, type[OwnFact]] = {}

Become = tuple[str, Callable[[Any, Any, datetime], Any]]


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


@dataclass_transform(frozen_default=True)
class Command:
    """What someone asks of the session. `act`: the ability that a format gives to a role in a stage; empty: not bound to a step."""

    do: ClassVar[str]
    act: ClassVar[str] = ""
    rule: ClassVar[str] = "S2"

    def __init_subclass__(cls) -> None:
        dataclasses.dataclass(frozen=True)(cls)
        cls.do = snake(cls.__name__)
        COMMANDS[cls.do] = cls


@dataclass_transform(frozen_default=True)
class OwnCommand:
    """What someone asks of her own notebook (C1). Nobody can ask it for her."""

    do: ClassVar[str]

    def __init_subclass__(cls) -> None:
        dataclasses.dataclass(frozen=True)(cls)
        cls.do = snake(cls.__name__)
        OWN_COMMANDS[cls.do] = cls


@dataclass_transform(frozen_default=True)
class Fact:
    """What has taken place in a session. Fields are str, int, bool, tuple[str, ...] or plain JSON data."""

    version: ClassVar[int] = 1
    becomes: ClassVar[tuple[Become, ...]] = ()

    def __init_subclass__(cls) -> None:
        dataclasses.dataclass(frozen=True)(cls)
        cls.becomes = tuple((name.removeprefix("on_"), getattr(cls, name)) for name in sorted(vars(cls)) if name.startswith("on_"))
        FACTS[cls.__name__] = cls


@dataclass_transform(frozen_default=True)
class OwnFact:
    """What has taken place in one person's notebook."""

    version: ClassVar[int] = 1

    def __init_subclass__(cls) -> None:
        dataclasses.dataclass(frozen=True)(cls)
        OWN_FACTS[cls.__name__] = cls


@dataclasses.dataclass(frozen=True)
class Order:
    """One command with who gives it and when.

    by: member id. at: aware UTC instant. on_behalf_of: for whom the facilitator records (someone without a device).
    step: the step that the sender's page showed; a stale one is refused. Empty: not checked.
    facilitator_away: seconds since the facilitator was last seen, told by the server.
    """

    by: str
    command: Command | OwnCommand
    at: datetime
    on_behalf_of: str = ""
    step: str = ""
    facilitator_away: int = 0

    @property
    def member(self) -> str:
        """Whose act it is."""
        return self.on_behalf_of or self.by

    @property
    def recorded_by(self) -> str:
        return self.by if self.on_behalf_of and self.on_behalf_of != self.by else ""


@dataclasses.dataclass(frozen=True)
class Refusal:
    """Why an order is not taken. `code` is stable; `rule` the method's rule; `step` where the act is welcome, if anywhere."""

    code: str
    rule: str
    step: str = ""
    params: tuple[tuple[str, str], ...] = ()


LONGEST_TEXT = 4000


def refuse_text(text: str, rule: str) -> Refusal | None:
    """What no field may hold, an id no more than a sentence: more than fits, or half a character, which nothing could store."""
    if len(text) > LONGEST_TEXT:
        return Refusal("too_long", rule, params=(("n", str(len(text) - LONGEST_TEXT)), ("max", str(LONGEST_TEXT))))
    try:
        text.encode()
    except UnicodeEncodeError:
        return Refusal("not_understood", rule)
    return None
