"""The fixture `town`: see tests/conversations/town.py."""

import asyncio
from collections.abc import AsyncIterator
from io import StringIO
from pathlib import Path

import pytest

from bot.logs.setup import set_up
from tests.conversations.seed import Seed, sow
from tests.conversations.town import Town, open_town


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Seed:
    return asyncio.run(sow(tmp_path_factory.mktemp("seed")))


@pytest.fixture
async def town(seed: Seed, tmp_path: Path) -> AsyncIterator[Town]:
    with StringIO() as log, set_up("DEBUG", stream=log):
        async with open_town(seed, tmp_path) as town:
            town.log = log
            yield town
        troubles = [line for line in log.getvalue().splitlines() if " error " in line]
        assert town.may_fail or troubles == []
