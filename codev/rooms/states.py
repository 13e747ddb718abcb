"""What the two kinds of stream are called, and how a fact moves their state."""

from datetime import UTC, datetime
from functools import partial

from codev.eventlog.codec import AnyFact
from codev.protocol import Fact, Notebook, OwnFact, Session, evolve, evolve_own
from codev.protocol.session import begin

SESSION, OWN = "session:", "member:"
BLANK = Notebook()
EVER = datetime.max.replace(tzinfo=UTC)
NOW = partial(datetime.now, UTC)


def session_stream(session: str) -> str:
    return SESSION + session


def own_stream(member: str) -> str:
    """One notebook across the whole cycle."""
    return OWN + member


def grow_session(session: Session | None, fact: AnyFact, at: datetime) -> Session:
    if not isinstance(fact, Fact):
        raise TypeError(f"{type(fact).__name__} is one person's own: it never enters a session (C1)")
    return begin(fact, at) if session is None else evolve(session, fact, at)


def grow_notebook(notebook: Notebook | None, fact: AnyFact, at: datetime) -> Notebook:
    if not isinstance(fact, OwnFact):
        raise TypeError(f"{type(fact).__name__} is no fact of a notebook")
    return evolve_own(notebook or Notebook(), fact, at)
