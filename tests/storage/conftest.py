from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database.sqlite_drivers import DriverOptions
from tests.storage.house import House
from tests.storage.mailbox import Mailbox

POSTGRES = "postgres"
"""Beside SQLite's two kinds: what the storage does must not depend on where."""


@pytest.fixture(params=[DriverOptions.PLAIN, DriverOptions.SQLCIPHER, POSTGRES])
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    """A network in a database of each kind."""
    if request.param == POSTGRES:
        opened = await House.on(request.getfixturevalue("server"))
    else:
        opened = await House.open(tmp_path, request.param)
    yield opened
    await opened.store.close()


@pytest.fixture(params=[DriverOptions.PLAIN, DriverOptions.SQLCIPHER])
async def file_house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    """What is a file's own: the thread that works on it."""
    opened = await House.open(tmp_path, request.param)
    yield opened
    await opened.store.close()


@pytest.fixture
async def plain_house(tmp_path: Path) -> AsyncIterator[House]:
    """Where the kind of database makes no difference."""
    opened = await House.open(tmp_path, DriverOptions.PLAIN)
    yield opened
    await opened.store.close()


@pytest.fixture(params=[DriverOptions.PLAIN, POSTGRES])
async def mailbox(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Mailbox]:
    """One line and its people, in a database of each kind."""
    if request.param == POSTGRES:
        opened = await Mailbox.on(request.getfixturevalue("server"))
    else:
        opened = await Mailbox.open(tmp_path)
    yield opened
    await opened.store.close()
