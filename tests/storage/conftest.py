from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.drivers import Wanted
from tests.storage.house import House


@pytest.fixture(params=[Wanted.PLAIN, Wanted.SQLCIPHER], ids=["plain", "sqlcipher"])
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    """A network in a database of each kind."""
    opened = await House.open(tmp_path, request.param)
    yield opened
    await opened.store.close()


@pytest.fixture
async def plain_house(tmp_path: Path) -> AsyncIterator[House]:
    """Where the kind of database makes no difference."""
    opened = await House.open(tmp_path, Wanted.PLAIN)
    yield opened
    await opened.store.close()
