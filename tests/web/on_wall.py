"""A screen in the room, as the server meets it: no login, a cookie of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.doors.world import World
from tests.web.asking import Browser, Page, Said

CODE = re.compile(r'id="code">(\d{3}) (\d{3})<')
COOKIE = re.compile(r"codev-wall=(\w+)")


@dataclass
class Screen(Browser):
    world: World
    who: str = "nobody"
    jar: str = ""
    seen: str = ""

    @property
    def place(self) -> str:
        return "/wall"

    @property
    def cookie(self) -> str:
        return f"codev-wall={self.jar}" if self.jar else ""

    async def open(self, path: str = "/wall") -> Said:
        """Keeps the cookie that it is given, and all that it ever reads."""
        said = await self.ask("GET", path)
        found = COOKIE.search(said.headers.get("set-cookie", ""))
        self.jar = found[1] if found else self.jar
        self.seen += said.text
        return said

    async def code(self) -> str:
        found = CODE.search((await self.open()).text)
        return "".join(found.groups()) if found else ""

    async def lit_by(self, browser: Browser) -> Said:
        """Its code is typed on this person's page."""
        return await browser.act("pair_wall", code=await self.code())

    def live(self) -> Page:
        return Page(self)
