"""The first row of a session, and what changes about it until the session begins: a date, a seat, a subject on the table."""

from dataclasses import replace

from codev.protocol import Memory, Session, SessionPlanned

from .states import grow_session
from .tables import Tables


async def open_stream(tables: Tables[Session], stream: str, planned: SessionPlanned) -> None:
    """Once it has begun, a session stays as it was planned. Raises KeyDestroyed for an erased one."""
    table = await tables.take(stream)
    try:
        at = tables.instant(table)
        if table.state is None:
            await tables.append(table, (planned,), "planned", at)
        elif not_begun(table.state):
            planned = _as_it_stands(table.state, planned)
            if grow_session(table.state, planned, at) != table.state:
                table.memory = Memory()  # views take it that who sits at the table never changes
                await tables.append(table, (planned,), f"planned {table.version}", at)
    finally:
        table.lock.release()


def not_begun(session: Session | None) -> bool:
    return session is not None and session.status.state == "planned"


def _as_it_stands(session: Session, planned: SessionPlanned) -> SessionPlanned:
    """Whoever was handed the role meanwhile gives no subject (B12)."""
    return replace(planned, subjects=tuple(row for row in planned.subjects if row["member"] != session.facilitator))
