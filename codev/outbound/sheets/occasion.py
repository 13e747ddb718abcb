"""For whom a sheet is printed: what is known of the group and of the day, as plain words. All of it may be missing."""

from __future__ import annotations

from dataclasses import dataclass

from codev.phrases import keys, say


@dataclass(frozen=True)
class Occasion:
    """members: their names without the facilitator's. articles: the charter as the group has it, (name, text)."""

    group: str = ""
    day: str = ""
    hour: str = ""
    members: tuple[str, ...] = ()
    facilitator: str = ""
    articles: tuple[tuple[str, str], ...] = ()

    def charter(self, language: str) -> tuple[tuple[str, str], ...]:
        """The group's own, or the one that every group starts from (B7)."""
        return self.articles or tuple(
            (say(f"charter.{key}.name", language), say(f"charter.{key}.text", language)) for key in keys("charter")
        )

    @property
    def line(self) -> str:
        """The group and the day, where they are known."""
        return ", ".join(filter(None, (self.group, self.day)))


NOBODY = Occasion()
