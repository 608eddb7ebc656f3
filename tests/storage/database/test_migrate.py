"""Migrations: all of what is missing, or nothing of it."""

from collections.abc import AsyncIterator
from pathlib import Path
from textwrap import dedent

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database.migrate import MigrationError, differences, draft, migrate
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import open_engine
from storage.encryption.keyring import Keyring

MAKE = """
    op.create_table("town", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String))
    op.create_table(
        "person",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("town", sa.Integer, sa.ForeignKey("town.id", ondelete="CASCADE"), nullable=False),
    )
    op.execute("INSERT INTO town (id) VALUES (1)")
    op.execute("INSERT INTO person (id, town) VALUES (1, 1)")
"""
COPY = """
    with op.batch_alter_table("town", recreate="always") as batch:
        batch.add_column(sa.Column("note", sa.String, nullable=False, server_default=""))
"""
FAIL = """
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("INSERT INTO town (id) VALUES (2)")
    op.execute("INSERT INTO nowhere VALUES (1)")
"""
ORPHAN = """
    op.execute("DELETE FROM town")
"""


class Versions:
    """A folder of made-up migrations."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir()
        self._last: str | None = None

    def add(self, body: str) -> None:
        name = f"v{int((self._last or 'v0')[1:]) + 1}"
        head = "import sqlalchemy as sa\nfrom alembic import op\n"
        keys = f"revision = {name!r}\ndown_revision = {self._last!r}\n"
        (self.folder / f"{name}.py").write_text(f"{head}{keys}\n\ndef upgrade():\n{body}")
        self._last = name


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    return Versions(tmp_path / "100% versions")


@pytest.fixture(params=[DriverOptions.SQLCIPHER, DriverOptions.PLAIN])
async def engine(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(tmp_path / "rebato.db", Keyring.generate(), request.param)
    yield engine
    await engine.dispose()


async def rows(engine: AsyncEngine, query: str) -> list[tuple[object, ...]]:
    async with engine.connect() as connection:
        return [tuple(row) for row in (await connection.execute(text(query))).all()]


async def tables(engine: AsyncEngine) -> set[object]:
    return {name for (name,) in await rows(engine, "SELECT name FROM sqlite_master WHERE type = 'table'")}


async def test_what_is_missing_is_run_once(engine: AsyncEngine, versions: Versions) -> None:
    versions.add(MAKE)
    await migrate(engine, versions.folder)
    await migrate(engine, versions.folder)
    assert await tables(engine) == {"alembic_version", "town", "person"}
    assert await rows(engine, "SELECT version_num FROM alembic_version") == [("v1",)]


async def test_a_migration_that_fails_leaves_nothing_of_itself(engine: AsyncEngine, versions: Versions) -> None:
    versions.add(MAKE)
    await migrate(engine, versions.folder)
    versions.add(FAIL)
    with pytest.raises(OperationalError):
        await migrate(engine, versions.folder)
    assert "half" not in await tables(engine)
    assert await rows(engine, "SELECT id FROM town") == [(1,)]
    assert await rows(engine, "SELECT version_num FROM alembic_version") == [("v1",)]


async def test_one_that_fails_takes_those_of_the_same_start_with_it(engine: AsyncEngine, versions: Versions) -> None:
    versions.add(MAKE)
    versions.add(FAIL)
    with pytest.raises(OperationalError):
        await migrate(engine, versions.folder)
    assert await tables(engine) == set()


async def test_a_table_that_others_refer_to_can_be_changed(engine: AsyncEngine, versions: Versions) -> None:
    versions.add(MAKE)
    versions.add(COPY)
    await migrate(engine, versions.folder)
    assert await rows(engine, "SELECT id, note FROM town") == [(1, "")]
    assert await rows(engine, "SELECT id, town FROM person") == [(1, 1)]


async def test_foreign_keys_are_enforced_again_afterwards(engine: AsyncEngine, versions: Versions) -> None:
    versions.add(MAKE)
    await migrate(engine, versions.folder)
    assert await rows(engine, "PRAGMA foreign_keys") == [(1,)]


async def test_a_migration_that_leaves_orphans_is_undone(engine: AsyncEngine, versions: Versions) -> None:
    versions.add(MAKE)
    await migrate(engine, versions.folder)
    versions.add(ORPHAN)
    with pytest.raises(MigrationError, match="refer to nothing"):
        await migrate(engine, versions.folder)
    assert await rows(engine, "SELECT id FROM town") == [(1,)]
    assert await rows(engine, "PRAGMA foreign_keys") == [(1,)]


async def test_a_database_of_a_newer_version_is_left_alone(
    engine: AsyncEngine, versions: Versions, tmp_path: Path
) -> None:
    versions.add(MAKE)
    await migrate(engine, versions.folder)
    older = Versions(tmp_path / "older")
    with pytest.raises(MigrationError, match="newer version"):
        await migrate(engine, older.folder)


def metadata_with_a_note() -> MetaData:
    metadata = MetaData()
    Table("note", metadata, Column("id", Integer, primary_key=True), Column("words", String))
    return metadata


async def test_a_drafted_migration_makes_the_tables_it_was_drafted_from(
    engine: AsyncEngine, versions: Versions
) -> None:
    metadata = metadata_with_a_note()
    assert "note" in await differences(engine, metadata, versions.folder)
    await draft(engine, metadata, "notes", versions.folder)
    (script,) = versions.folder.glob("*.py")
    assert script.read_text().startswith(dedent('"""notes."""\n\nimport sqlalchemy as sa\nimport sqlmodel\n'))
    await migrate(engine, versions.folder)
    assert await differences(engine, metadata, versions.folder) == ""
