import pytest_asyncio

from tests.companions.house import House


@pytest_asyncio.fixture
async def house(tmp_path):
    house = await House(tmp_path).open()
    yield house
    await house.close()


@pytest_asyncio.fixture
async def with_karim(tmp_path):
    """Karim, a consultant, is human."""
    house = await House(tmp_path, ("karim",)).open()
    yield house
    await house.close()
