"""At the close, what is someone's own and stood in the session is copied into her notebook: it outlives the session's words (C3)."""

from __future__ import annotations

from .base import OwnFact
from .notebook import CopiesKept, Notebook
from .ripening import after_session
from .session import Session

OVER = ("closed", "plan_to_come", "stopped")


def keep(book: Notebook, session: Session, session_id: str, member: str, at_last: bool = False) -> tuple[OwnFact, ...]:
    """What is to be added to her notebook now; nothing before the end (unless `at_last`: it is erased), or when it already stands there."""
    if session.status.state not in OVER and not at_last:
        return ()
    items = keepsakes(session, member)
    if not items or book.kept.get(session_id) == items:
        return ()
    kept = CopiesKept(session_id, tuple(what for what, _ in items), tuple(text for _, text in items))
    return (kept, *(_subjects(book, session, session_id, member) if session_id not in book.kept else ()))


def _subjects(book: Notebook, session: Session, session_id: str, member: str) -> tuple[OwnFact, ...]:
    """P12: what she put on the table waits in her list, unless it was taken up; a session that was stopped has taken up nothing."""
    chosen = session.choosing.find(session.choosing.subject)
    taken = chosen if chosen and chosen.owner == member and session.status.state != "stopped" else None
    offered = [s.text for s in session.choosing.subjects if s.owner == member and s.text]
    return after_session(book, session_id, offered, taken.text if taken else "")


def keepsakes(session: Session, member: str) -> tuple[tuple[str, str], ...]:
    """(what, text) in the order of the session: her subject; as the client her request and her plan; what she shared as learning."""
    subjects = (("subject", s.text) for s in session.choosing.subjects if s.owner == member and s.text)
    learnings = (("learning", item.text) for item in session.concluding.learnings if item.by == member)
    return (*subjects, *(_clients(session) if member == session.client else ()), *learnings)


def _clients(session: Session) -> tuple[tuple[str, str], ...]:
    request = session.agreeing.request
    worded = (("request", request.question), ("expectation", request.expectation)) if request and request.confirmed else ()
    actions = (("action", f"{a.text} ({when})" if (when := a.when or a.date) else a.text) for a in session.planning.actions)
    return (*(item for item in worded if item[1]), *actions)
