"""The fixture `town`: see tests/conversations/town.py."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conversations.town import Seed, Town, open_town, sow


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Seed:
    return asyncio.run(sow(tmp_path_factory.mktemp("seed")))


@pytest.fixture
async def town(seed: Seed, tmp_path: Path) -> AsyncIterator[Town]:
    async with open_town(seed, tmp_path) as town:
        yield town
