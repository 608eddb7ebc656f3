"""The engine: what every connection is like, who waits for whom, and what the file holds."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from structlog.testing import capture_logs

from storage.core.errors import StorageError
from storage.database import sqlite_drivers
from storage.database.sqlite_connect import DatabaseUnreadable
from storage.database.sqlite_drivers import DriverOptions, choose_driver
from storage.database.sqlite_engine import checkpoint, open_engine, read_only
from storage.encryption.keyring import Keyring

CANARY = "Rosa Canary"
KEYRING = Keyring.generate()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "rebato.db"


@pytest.fixture(params=["sqlcipher", "plain", "stdlib"])
def wanted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> DriverOptions:
    if request.param == "stdlib":
        only_the_stdlib(monkeypatch)
        return DriverOptions.BEST
    return DriverOptions(request.param)


def only_the_stdlib(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine for which there is no SQLCipher."""
    monkeypatch.setattr(sqlite_drivers, "_ENCRYPTING", "not_installed")
    monkeypatch.setattr(sqlite_drivers, "_PLAIN", ("not_installed", "sqlite3"))


@asynccontextmanager
async def opened(path: Path, wanted: DriverOptions = DriverOptions.BEST) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(path, KEYRING, wanted)
    try:
        yield engine
    finally:
        await engine.dispose()


async def make_table(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT UNIQUE)"))


async def add(engine: AsyncEngine, words: str) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("INSERT INTO note (words) VALUES (:words)"), {"words": words})


async def count(engine: AsyncEngine) -> int:
    async with read_only(engine).connect() as connection:
        return int((await connection.execute(text("SELECT count(*) FROM note"))).scalar_one())


@pytest.fixture
async def engine(path: Path, wanted: DriverOptions) -> AsyncIterator[AsyncEngine]:
    async with opened(path, wanted) as engine:
        await make_table(engine)
        yield engine


def is_private(path: Path) -> bool:
    return path.stat().st_mode & 0o077 == 0 or os.name != "posix"


def make_open_to_all(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    path.chmod(0o644)


def wal_bytes(path: Path) -> int:
    return path.with_name(f"{path.name}-wal").stat().st_size


def bytes_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("temp_store", 2),
    ],
)
async def test_every_connection_is_set_up(engine: AsyncEngine, pragma: str, value: object) -> None:
    async with engine.connect() as one, read_only(engine).connect() as two:
        for connection in (one, two):
            assert (await connection.execute(text(f"PRAGMA {pragma}"))).scalar_one() == value


async def test_only_the_owner_can_read_the_files(engine: AsyncEngine, path: Path) -> None:
    await add(engine, CANARY)
    files = list(path.parent.iterdir())
    assert len(files) == 3
    assert all(is_private(file) for file in (path.parent, *files))


async def test_an_existing_file_is_taken_from_everybody_else(path: Path) -> None:
    make_open_to_all(path)
    async with opened(path) as engine:
        await make_table(engine)
    assert is_private(path)


async def test_what_was_kept_is_there_the_next_time(path: Path, wanted: DriverOptions) -> None:
    async with opened(path, wanted) as engine:
        await make_table(engine)
        await add(engine, CANARY)
    async with opened(path, wanted) as engine:
        assert await count(engine) == 1


async def test_the_encrypted_file_shows_nothing_and_the_plain_one_everything(tmp_path: Path) -> None:
    for wanted, shows in ((DriverOptions.SQLCIPHER, False), (DriverOptions.PLAIN, True)):
        path = tmp_path / wanted / "rebato.db"
        async with opened(path, wanted) as engine:
            await make_table(engine)
            await add(engine, CANARY)
            assert (CANARY.encode() in bytes_of(path)) is shows
            assert (b"CREATE TABLE" in bytes_of(path)) is shows


async def test_the_plain_file_opens_with_any_sqlite(path: Path) -> None:
    async with opened(path, DriverOptions.PLAIN) as engine:
        await make_table(engine)
        await add(engine, CANARY)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT words FROM note").fetchall() == [(CANARY,)]
    connection.close()


async def test_another_key_is_told_in_one_line(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    async with opened(path, DriverOptions.SQLCIPHER) as engine:
        await make_table(engine)
    with pytest.raises(DatabaseUnreadable) as caught:
        open_engine(path, Keyring.generate())
    assert "REBATO_KEYS" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(("made", "read"), [("sqlcipher", "plain"), ("plain", "sqlcipher")])
async def test_a_file_of_the_other_kind_is_told_the_same_way(path: Path, made: str, read: str) -> None:
    async with opened(path, DriverOptions(made)) as engine:
        await make_table(engine)
    with pytest.raises(DatabaseUnreadable):
        open_engine(path, KEYRING, DriverOptions(read))


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(DatabaseUnreadable):
        open_engine(tmp_path / "data" / "rebato.db", KEYRING)


async def test_a_writer_waits_for_the_one_before(engine: AsyncEngine) -> None:
    await add(engine, "0")

    async def one_more() -> None:
        async with engine.begin() as connection:
            number = (await connection.execute(text("SELECT words FROM note"))).scalar_one()
            await asyncio.sleep(0)  # Lets the others begin between this one's look and its change.
            await connection.execute(text("UPDATE note SET words = :words"), {"words": str(int(number) + 1)})

    await asyncio.gather(*(one_more() for _ in range(10)))
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT words FROM note"))).scalar_one() == "10"


async def test_a_reader_does_not_wait_for_a_writer(engine: AsyncEngine) -> None:
    async with engine.begin() as writing:
        await writing.execute(text("INSERT INTO note (words) VALUES ('x')"))
        assert await count(engine) == 0
    assert await count(engine) == 1


async def test_a_reading_transaction_sees_one_moment_and_refuses_to_write(engine: AsyncEngine) -> None:
    async with read_only(engine).connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM note"))).scalar_one() == 0
        await add(engine, CANARY)
        assert (await connection.execute(text("SELECT count(*) FROM note"))).scalar_one() == 0
        with pytest.raises(OperationalError, match="readonly"):
            await connection.execute(text("DELETE FROM note"))
    for number in range(10):  # Whichever connection of the pool it gets, a writer may write again.
        await add(engine, str(number))
    assert await count(engine) == 11


async def test_a_session_writes_and_reads_like_a_connection(engine: AsyncEngine) -> None:
    async with AsyncSession(engine) as session:
        await session.execute(text("INSERT INTO note (words) VALUES ('x')"))
        await session.commit()
    async with AsyncSession(read_only(engine)) as session:
        assert (await session.execute(text("SELECT count(*) FROM note"))).scalar_one() == 1
        with pytest.raises(OperationalError, match="readonly"):
            await session.execute(text("DELETE FROM note"))


async def test_what_a_failed_transaction_did_is_undone_tables_too(engine: AsyncEngine) -> None:
    async def fails_half_way() -> None:
        async with engine.begin() as connection:
            await connection.execute(text("CREATE TABLE other (id INTEGER)"))
            await connection.execute(text("INSERT INTO note (words) VALUES ('x')"))
            await connection.execute(text("INSERT INTO note (words) VALUES ('x')"))

    with pytest.raises(IntegrityError):
        await fails_half_way()
    assert await count(engine) == 0
    async with engine.connect() as connection:
        tables = (await connection.execute(text("SELECT name FROM sqlite_master WHERE name = 'other'"))).all()
    assert tables == []


async def test_an_error_never_shows_what_was_to_be_kept(engine: AsyncEngine) -> None:
    await add(engine, CANARY)
    with pytest.raises(DBAPIError) as caught:
        await add(engine, CANARY)
    assert isinstance(caught.value, IntegrityError)
    assert "anary" not in f"{caught.value}{caught.value.orig!r}"


async def test_after_a_checkpoint_deleted_words_are_in_no_file(path: Path) -> None:
    async with opened(path, DriverOptions.PLAIN) as engine:
        await make_table(engine)
        await add(engine, CANARY)
        assert await checkpoint(engine)
        assert CANARY.encode() in bytes_of(path)
        async with engine.begin() as connection:
            await connection.execute(text("DELETE FROM note"))
        assert CANARY.encode() in bytes_of(path)
        assert await checkpoint(engine)
        assert CANARY.encode() not in bytes_of(path)


async def test_a_checkpoint_empties_the_wal(engine: AsyncEngine, path: Path) -> None:
    await add(engine, CANARY)
    assert wal_bytes(path) > 0
    assert await checkpoint(engine)
    assert wal_bytes(path) == 0


async def test_a_checkpoint_that_a_reader_holds_up_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.sqlite_connect.BUSY_SECONDS", 0)
    async with opened(path) as engine:
        await make_table(engine)
        async with read_only(engine).connect() as connection:
            await connection.execute(text("SELECT count(*) FROM note"))
            await add(engine, CANARY)
            assert not await checkpoint(engine)
        assert await checkpoint(engine)


async def test_the_usual_driver_encrypts_and_is_sound(path: Path) -> None:
    driver = choose_driver(DriverOptions.BEST)
    assert (driver.name, driver.encrypts, driver.sound) == ("sqlcipher3", True, True)
    with capture_logs() as entries:
        open_engine(path, KEYRING)
    assert entries == []


async def test_an_old_sqlite_without_encryption_is_warned_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only_the_stdlib(monkeypatch)
    monkeypatch.setattr(sqlite_drivers, "SOUND_SQLITE", (99, 0, 0))
    with capture_logs() as entries:
        open_engine(path, KEYRING)
    assert [entry["event"] for entry in entries] == ["sqlite.old", "sqlite.plain"]
    assert {entry["version"] for entry in entries} == {sqlite3.sqlite_version}


def test_sqlcipher_that_is_asked_for_and_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    only_the_stdlib(monkeypatch)
    with pytest.raises(StorageError, match="DATABASE_URL"):
        choose_driver(DriverOptions.SQLCIPHER)
