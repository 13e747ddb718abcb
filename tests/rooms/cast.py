"""Around the table of these tests: Lea facilitates; Ines, Paul, Omar and Zoe are members; Nils belongs elsewhere."""

from datetime import UTC, datetime, timedelta

from codev.bell import Bell
from codev.eventlog import MemoryStore, Store
from codev.protocol import Order, SessionPlanned, View
from codev.protocol.activities.asking import AskQuestion
from codev.protocol.activities.moving import StartSession
from codev.protocol.notebook import WriteNote
from codev.rooms import Rooms
from codev.vault import Vault

NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)
MEMBERS = ("ines", "paul", "omar", "zoe")
SESSION = "codev.1"
OPERATOR = b"o" * 32
BOTH = {"fr": "mots", "en": "words"}
TALK = {
    "id": "talk",
    "minutes": 30,
    "stages": [{"id": "open", "floor": "one_at_a_time", "voices": ["everyone"], "may": {"everyone": ["ask", "mood"]}}],
    "words": {"title": BOTH, "sentence": BOTH, "purpose": {"everyone": BOTH}},
}
PLANNED = SessionPlanned(
    format={"name": "talk", "version": 1, "title": BOTH, "steps": [TALK]},
    members=MEMBERS,
    facilitator="lea",
    start=NINE.isoformat(),
)


class Clock:
    def __init__(self):
        self.now = NINE

    def __call__(self):
        return self.now

    def go(self, **passed):
        self.now += timedelta(**passed)


class Place:
    """A data folder with its rooms; `restart` is what a kill and a new start make of them."""

    def __init__(self, folder, door=None, on_disk=False, over=None):
        self.folder, self.clock, self.bell, self.on_disk = folder, Clock(), Bell(), on_disk
        self.told = {name: told for name, told in (("door", door), ("over", over)) if told}
        self.log = Store.open(folder / "log.sqlite3") if on_disk else MemoryStore()
        self.start()

    def start(self):
        self.vault = Vault(self.folder / "keys.sqlite3", OPERATOR)
        self.rooms = Rooms(self.vault, self.log, self.bell, names=self.names, clock=self.clock, **self.told)

    async def names(self, session):
        return {member: member.title() for member in ("lea", *MEMBERS)}

    def restart(self):
        self.rooms.close()
        self.vault.close()
        if self.on_disk:
            self.log.close()
            self.log = Store.open(self.folder / "log.sqlite3")
        self.start()

    def close(self):
        self.rooms.close()
        self.log.close()
        self.vault.close()

    async def begin(self, planned=PLANNED):
        await self.rooms.plan(SESSION, planned)
        await self.rooms.act(SESSION, order("lea", StartSession()), "start")
        return self

    async def ask(self, by, text="Why?", key=None):
        return await self.rooms.act(SESSION, order(by, AskQuestion(text)), key or text)

    async def note(self, by, text, key=None, session=SESSION):
        return await self.rooms.act_own(session, by, order(by, WriteNote(text)), key or text)

    async def questions(self, looker="ines"):
        """Who asked what, as someone's page shows it."""
        look = await self.rooms.look(SESSION, looker)
        return [text for part in look.view for text in texts(part) if text.endswith("?")]

    def rows(self, stream=f"session:{SESSION}"):
        return self.log.read(stream)


def order(by, command):
    return Order(by, command, NINE)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | View):
        for item in value:
            yield from texts(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts(getattr(value, name))
