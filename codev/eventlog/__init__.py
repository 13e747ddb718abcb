"""The truth: one append-only stream per session and per notebook; a row is an act."""

from codev.eventlog.memory import MemoryStore
from codev.eventlog.rows import Appended, Conflict, Log, NotWritten, Outcome, Repeated, Row, place
from codev.eventlog.store import Store

__all__ = ["Appended", "Conflict", "Log", "MemoryStore", "NotWritten", "Outcome", "Repeated", "Row", "Store", "place"]
