"""`python -m tests.eventlog.sampling` adds a stored sample for each fact version that has none. What was released is never changed."""

from dataclasses import fields
from pathlib import Path

from codev.eventlog.codec import encode
from codev.protocol import FACTS, OWN_FACTS

SAMPLES = Path(__file__).parent / "samples" / "facts.jsonl"
KINDS = {**FACTS, **OWN_FACTS}
VALUES = {
    "str": lambda name: f"{name}: « l'œuvre de Zoë » 🪷",
    "int": lambda name: 3,
    "bool": lambda name: True,
    "tuple[str, ...]": lambda name: ("ines", "paul"),
    "tuple[int, ...]": lambda name: (5, 3),
    "tuple[Any, ...]": lambda name: ({"member": "ines", "text": "Comment dire non ?"},),
    "dict[str, Any]": lambda name: {"id": name, "steps": [{"minutes": 5, "ends": None}]},
}


def sample_of(kind):
    return kind(**{field.name: VALUES[field.type](field.name) for field in fields(kind)})


def stored():
    """Each sample as the log holds it: a list of one fact."""
    return SAMPLES.read_bytes().splitlines() if SAMPLES.exists() else []


def label(sample):
    return (sample[0][0], sample[0][1])


if __name__ == "__main__":
    import json

    known = {label(json.loads(line)) for line in stored()}
    missing = [encode([sample_of(kind)]) for name, kind in sorted(KINDS.items()) if (name, kind.version) not in known]
    SAMPLES.parent.mkdir(exist_ok=True)
    SAMPLES.write_bytes(b"".join(line + b"\n" for line in [*stored(), *missing]))
