import pytest_asyncio

from tests.rooms.cast import Place


@pytest_asyncio.fixture
async def place(tmp_path):
    place = await Place(tmp_path).begin()
    yield place
    place.close()


@pytest_asyncio.fixture
async def on_disk(tmp_path):
    place = await Place(tmp_path, on_disk=True).begin()
    yield place
    place.close()
