"""The truth: one append-only stream per session and per notebook; a row is an act."""

from .memory import MemoryStore
from .rows import Answer, Appended, Conflict, Log, NotWritten, Outcome, Repeated, Row, place
from .store import Store

__all__ = ["Answer", "Appended", "Conflict", "Log", "MemoryStore", "NotWritten", "Outcome", "Repeated", "Row", "Store", "place"]
