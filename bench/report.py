"""The table, and the line for machines."""

from __future__ import annotations

import json
import os
import statistics

from .measures import Duel

LINES = (
    ("cpu_ratio_floor", "CPU of an act, against the floor"),
    ("cpu_ms", "  in ms: decided, sealed, durable, nine views told"),
    ("floor_cpu_ms", "  in ms, the floor: ready-made bytes to nine"),
    ("p50_ratio", "from the act to the last of nine at 30 % load, p50 against the floor"),
    ("p50_ms", "  in ms"),
    ("p99_ratio", "the same, p99 against the floor"),
    ("p99_ms", "  in ms"),
    ("update_bytes", "bytes of an update to one of nine"),
    ("stream_ratio", "memory of an idle stream, against the floor"),
    ("stream_kib", "  in KiB"),
    ("room_kib", "memory of an awake room with its nine streams, in KiB"),
    ("start_ratio", "time to start, against the floor"),
    ("start_s", "  in seconds"),
    ("open_2000_events_ms", "a session of 2,000 events, asleep, opened and shown whole, in ms"),
    ("cost_growth", "cost of an act, from 1 session to as many as `sessions`"),
    ("sessions", "  sessions, each with nine streams"),
    ("log_growth", "cost of an act, from event 10 to event 2,000"),
    ("churn_mib", "memory left behind by streams that came and went, in MiB"),
    ("churn_threads", "  threads left behind"),
    ("churn_files", "  open files left behind"),
    ("generator_share", "CPU of the load generator, as a share of its own core, at most"),
    ("server_share", "CPU of the server, as a share of its core, as much as it carries"),
)


def of_duel(duel: Duel) -> dict[str, float]:
    bare, ours = zip(*duel.full, strict=True)
    _, light = zip(*duel.light, strict=True)
    every = [outcome for pair in (*duel.full, *duel.light) for outcome in pair]
    return {
        "cpu_ratio_floor": duel.cpu_ratio(),
        "cpu_ms": statistics.median(outcome.cpu_ms for outcome in ours),
        "floor_cpu_ms": statistics.median(outcome.cpu_ms for outcome in bare),
        "p50_ratio": duel.latency_ratio(0.5),
        "p99_ratio": duel.latency_ratio(0.99),
        "p50_ms": statistics.median(outcome.percentile(0.5) for outcome in light),
        "p99_ms": statistics.median(outcome.percentile(0.99) for outcome in light),
        "update_bytes": duel.update_bytes,
        "generator_share": max(outcome.own_share for outcome in every),
        "server_share": statistics.median(outcome.server_share for outcome in ours),
        "acts": float(sum(outcome.acts for outcome in every)),
    }


def tell(found: dict[str, float]) -> None:
    for name, words in LINES:
        if name in found:
            print(f"{found[name]:10.2f}  {words}")
    free = found["generator_share"] < 0.9
    waiting = "is not what is measured" if free else "MAY BE WHAT WAS MEASURED: read the ratios as lower bounds"
    print(f"Every receipt was checked. The load generator used {found['generator_share']:.0%} of its core at most: it {waiting}.")
    print(f"Other work on this machine: {os.getloadavg()[0]:.1f} processes ready to run. CPU is the server's own clock, user and system.")
    print(json.dumps({name: round(value, 3) for name, value in found.items()}))
