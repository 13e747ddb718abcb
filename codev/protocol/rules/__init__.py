"""Decisions: one file per kind of activity. `law.decide` is their door."""
