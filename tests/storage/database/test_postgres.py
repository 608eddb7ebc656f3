"""PostgreSQL: the promises that SQLite's file gives, over several instances of the program."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database import postgres_engine as driver
from storage.database.faults import DatabaseAway, DatabaseFault, fault_of
from storage.database.migrate import MigrationError, migrate
from storage.database.open import open_database, unreadable
from storage.database.sqlite_engine import checkpoint, read_only
from storage.database.store import Store
from storage.database.url import parse_database_url
from storage.encryption.keyring import Keyring
from storage.encryption.vault import Vault
from tests.postgres.server import PostgresServer, postgres

KEYRING = Keyring.generate()
FAILS = """
import sqlalchemy as sa
from alembic import op
revision = "v1"
down_revision = None

def upgrade():
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("INSERT INTO nowhere VALUES (1)")
"""


@pytest.fixture
def database(server: PostgresServer) -> Iterator[str]:
    """The address of a fresh database."""
    name = server.create()
    yield server.url_of(name)
    server.drop(name)


@asynccontextmanager
async def opened(address: str) -> AsyncIterator[AsyncEngine]:
    """As one instance of the program opens it."""
    engine = open_database(parse_database_url(address), KEYRING)
    try:
        yield engine
    finally:
        await engine.dispose()


async def number_in(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return int((await connection.execute(text("SELECT number FROM counter"))).scalar_one())


async def test_two_instances_that_write_at_once_do_so_one_after_the_other(database: str) -> None:
    async with opened(database) as one, opened(database) as other:
        async with one.begin() as connection:
            await connection.execute(text("CREATE TABLE counter (number int)"))
            await connection.execute(text("INSERT INTO counter VALUES (0)"))

        async def count(engine: AsyncEngine) -> None:
            # Read, decide, write: with no lock on the row that is read, as a use case does.
            async with engine.begin() as connection:
                number = (await connection.execute(text("SELECT number FROM counter"))).scalar_one()
                await connection.execute(text("UPDATE counter SET number = :next"), {"next": number + 1})

        await asyncio.gather(*(count(engine) for engine in (one, other) * 20))
        assert await number_in(one) == 40


async def test_who_only_reads_waits_for_no_writer_and_cannot_write(database: str) -> None:
    async with opened(database) as engine:
        async with engine.begin() as connection:
            await connection.execute(text("CREATE TABLE counter (number int)"))
        async with engine.begin() as writer:
            await writer.execute(text("INSERT INTO counter VALUES (1)"))
            async with read_only(engine).connect() as reader:
                assert (await reader.execute(text("SELECT count(*) FROM counter"))).scalar_one() == 0
                with pytest.raises(DBAPIError):
                    await reader.execute(text("INSERT INTO counter VALUES (2)"))


async def test_a_reader_sees_one_moment_however_often_it_looks(database: str) -> None:
    async with opened(database) as engine:
        async with engine.begin() as connection:
            await connection.execute(text("CREATE TABLE counter (number int)"))
        async with read_only(engine).connect() as reader:
            assert (await reader.execute(text("SELECT count(*) FROM counter"))).scalar_one() == 0
            async with engine.begin() as writer:
                await writer.execute(text("INSERT INTO counter VALUES (1)"))
            assert (await reader.execute(text("SELECT count(*) FROM counter"))).scalar_one() == 0


async def test_an_instance_that_freezes_in_a_transaction_does_not_hold_up_the_others(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "STALLED_MS", 200)
    async with opened(database) as frozen, opened(database) as other:
        async with other.begin() as connection:
            await connection.execute(text("CREATE TABLE counter (number int)"))
        stalled = await frozen.connect()
        begun = await stalled.begin()
        await stalled.execute(text("INSERT INTO counter VALUES (1)"))
        # It does nothing more: the server ends it, and the other, who waits for the lock, goes on.
        async with other.begin() as connection:
            await connection.execute(text("INSERT INTO counter VALUES (2)"))
        with pytest.raises(DBAPIError) as raised:
            await stalled.execute(text("INSERT INTO counter VALUES (3)"))
        assert fault_of(raised.value) is DatabaseFault.AWAY
        await begun.close()
        await stalled.close()
        assert await number_in(other) == 2


async def test_a_writer_that_waits_too_long_for_another_one_names_the_lock(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "WAIT_MS", 50)
    async with opened(database) as one, opened(database) as other, one.begin():
        with pytest.raises(DBAPIError) as raised:
            async with other.begin():
                pytest.fail("two wrote at once")
        assert fault_of(raised.value) is DatabaseFault.LOCKED


async def test_who_is_cut_off_while_another_instance_writes_knows_that_it_was_the_databases_turn(
    database: str,
) -> None:
    async with opened(database) as one, opened(database) as other, one.begin():
        await count_of(other)  # It is connected by now: what it waits for below is its turn.
        with pytest.raises(TimeoutError) as raised:
            async with asyncio.timeout(0.1), other.begin():
                pytest.fail("two wrote at once")
        assert fault_of(raised.value) is DatabaseFault.LOCKED
        assert await count_of(other) == 1, "its connection is whole"


async def count_of(engine: AsyncEngine) -> int:
    async with read_only(engine).connect() as connection:
        return int((await connection.execute(text("SELECT 1"))).scalar_one())


async def test_a_server_that_takes_the_call_and_says_nothing_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "CONNECT_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = parse_database_url(f"postgresql://rebato@127.0.0.1:{silent.getsockname()[1]}/postgres")
        store = Store(open_database(address, KEYRING), Vault(KEYRING))
        with pytest.raises(DatabaseAway) as raised:
            async with store.read() as session:
                await session.connection()
        assert fault_of(raised.value) is DatabaseFault.AWAY
        assert store.condition.fault is DatabaseFault.AWAY
        await store.close()


async def test_two_instances_that_start_at_once_migrate_one_after_the_other(database: str) -> None:
    async with opened(database) as engine:
        # One process migrates one engine at a time (Alembic), so the second is another process's: here a lock alone.
        async with engine.begin() as connection:
            waiting = asyncio.create_task(migrate(engine))
            await connection.execute(text("SELECT 1"))
            assert not waiting.done()
        await waiting
        await migrate(engine)


async def test_a_migration_that_fails_leaves_nothing_of_itself(database: str, tmp_path: Path) -> None:
    (tmp_path / "v1.py").write_text(FAILS)
    async with opened(database) as engine:
        with pytest.raises(DBAPIError):
            await migrate(engine, tmp_path)
        async with engine.connect() as connection:
            asking = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
            assert (await connection.execute(text(asking))).scalar_one() == 0


async def test_a_database_of_a_newer_version_is_left_alone(database: str, tmp_path: Path) -> None:
    async with opened(database) as engine:
        await migrate(engine)
        with pytest.raises(MigrationError, match="newer version"):
            await migrate(engine, tmp_path)


async def test_the_server_cleans_up_by_itself(database: str) -> None:
    async with opened(database) as engine:
        assert await checkpoint(engine)


async def test_after_the_server_was_killed_and_started_again_the_same_engine_goes_on() -> None:
    with postgres() as server:
        async with opened(server.url) as engine:
            async with engine.begin() as connection:
                await connection.execute(text("CREATE TABLE counter (number int)"))
                await connection.execute(text("INSERT INTO counter VALUES (7)"))
            server.kill()
            with pytest.raises((DBAPIError, OSError)) as raised:
                await number_in(engine)
            assert fault_of(raised.value) is DatabaseFault.AWAY
            server.start()
            assert await number_in(engine) == 7


@pytest.mark.parametrize(
    ("change", "remedy"),
    [
        ({"port": 1}, "no PostgreSQL server answers"),
        ({"database": "nowhere"}, "no such database"),
        ({"username": "mallory"}, "refuses this user"),
        ({"query": {"sslmode": "require"}}, "offers no TLS"),
        ({"query": {"sslmode": "verify-full"}}, "offers no TLS"),
    ],
)
async def test_a_server_that_does_not_let_us_in_is_told_in_one_line(
    database: str, change: dict[str, Any], remedy: str
) -> None:
    wrong = parse_database_url(make_url(database).set(**change).render_as_string(hide_password=False))
    engine = open_database(wrong, KEYRING)
    with pytest.raises(Exception) as raised:  # noqa: PT011 - which class it is depends on the driver; the words count
        await migrate(engine)
    told = unreadable(wrong, raised.value)
    assert told is not None
    assert remedy in str(told)
    assert "127.0.0.1" not in str(told)
    await engine.dispose()


async def test_a_statement_that_fails_is_no_trouble_with_the_server(database: str) -> None:
    async with opened(database) as engine:
        with pytest.raises(DBAPIError) as raised:
            await number_in(engine)
        assert unreadable(parse_database_url(database), raised.value) is None
