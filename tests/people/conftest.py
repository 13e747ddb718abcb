from __future__ import annotations

from collections.abc import Iterator

import pytest

from codev.people import devices, ids, links

from .browser import Browser

INES = ids.spell(b"ines......")
MALIK = ids.spell(b"malik.....")


@pytest.fixture
def ines(db: None) -> str:
    """A member; `links.current` is her link."""
    links.invite(INES)
    return INES


@pytest.fixture
def malik(db: None) -> str:
    links.invite(MALIK)
    return MALIK


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def other() -> Browser:
    return Browser("198.51.100.7")


@pytest.fixture(autouse=True)
def no_wrong_tries() -> Iterator[None]:
    devices.tries.clear()
    yield
    devices.tries.clear()
