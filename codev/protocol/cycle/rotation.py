"""Whose turn it might be (B4, S8), and who sits at which table where a group is larger than one (B13). Proposed, never imposed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..roles import SEATS_AT_A_TABLE


def not_yet(peers: Sequence[str], clients: Collection[str]) -> tuple[str, ...]:
    """Who has not been client in this cycle, in the order of the peers; no other order is made of people."""
    return tuple(peer for peer in peers if peer not in clients)


def tables(peers: Sequence[str], sessions: int, seats: int = SEATS_AT_A_TABLE) -> tuple[tuple[str, ...], ...]:
    """Who might sit at each session: all of them, or as many as a table has seats, each as often as the others."""
    if len(peers) <= seats:
        return (tuple(peers),) * sessions
    around = [peers[number % len(peers)] for number in range(sessions * seats)]
    chosen = (frozenset(around[session * seats : (session + 1) * seats]) for session in range(sessions))
    return tuple(tuple(peer for peer in peers if peer in table) for table in chosen)
