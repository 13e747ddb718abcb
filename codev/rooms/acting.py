"""One act on one stream: decided on the state as it is, stored, answered as before when it comes again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from codev.eventlog import Appended
from codev.eventlog.codec import AnyFact
from codev.protocol import Refusal

from .table import S, Table
from .tables import Tables

Decide = Callable[[S | None, datetime], tuple[AnyFact, ...] | Refusal]


@dataclass(frozen=True, slots=True)
class Accepted:
    """On disk, as version `version` of its stream."""

    version: int


class Overtaken(Exception):
    """Others wrote to this stream twice while one act was decided. Nothing of it is stored; it may be sent again."""


async def act_on(tables: Tables[S], stream: str, key: str, decide: Decide[S], noted: datetime | None = None) -> Accepted | Refusal:
    """noted: see `Tables.instant`. Raises NotWritten, Overtaken."""
    table = await tables.take(stream)
    try:
        return await attempt(tables, table, key, decide, noted) or await retry(tables, table, key, decide, noted)
    finally:
        table.lock.release()


async def attempt(tables: Tables[S], table: Table[S], key: str, decide: Decide[S], noted: datetime | None) -> Accepted | Refusal | None:
    """None: this state is not the newest."""
    if (before := table.keys.get(key)) is not None:
        return Accepted(before)
    at = tables.instant(table, noted)
    facts = decide(table.state, at)
    if isinstance(facts, Refusal):
        return facts
    if not facts:
        return Accepted(table.version)
    outcome = await tables.append(table, facts, key, at)
    return Accepted(table.version) if isinstance(outcome, Appended) else None


async def retry(tables: Tables[S], table: Table[S], key: str, decide: Decide[S], noted: datetime | None) -> Accepted | Refusal:
    await tables.catch_up(table)
    answer = await attempt(tables, table, key, decide, noted)
    if answer is None:
        raise Overtaken(table.stream)
    return answer


def private_key(by: str, key: str) -> str:
    """A key as it stands in clear: of one form, holding no word, and hers alone, so that nobody is answered with another's act."""
    return sha256(f"{by}\n{key}".encode()).hexdigest()[:32]
