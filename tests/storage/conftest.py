from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database.sqlite_drivers import DriverOptions
from storage.database.store import Store
from tests.postgres.server import PostgresServer
from tests.storage.house import House
from tests.storage.mailbox import Mailbox

POSTGRES = "postgres"
"""Beside SQLite's two kinds: what the storage does must not depend on where."""


@pytest.fixture(params=[DriverOptions.SQLCIPHER, POSTGRES])
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    """A network in a database of each kind.

    SQLite as it is encrypted: what the plain driver is, the mailbox stands in, and it differs where it opens and holds
    its file, which `file_house` is for.
    """
    if request.param == POSTGRES:
        server: PostgresServer = request.getfixturevalue("server")
        opened = await House.on(server)
        yield opened
        await _dropped(server, opened.store)
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
        server: PostgresServer = request.getfixturevalue("server")
        opened = await Mailbox.on(server)
        yield opened
        await _dropped(server, opened.store)
    else:
        opened = await Mailbox.open(tmp_path)
        yield opened
        await opened.store.close()


async def _dropped(server: PostgresServer, store: Store) -> None:
    """Closed, and away with the database: hundreds of them would fill the server's folder."""
    await store.close()
    name = store.engine.url.database
    assert name is not None
    server.drop(name)
