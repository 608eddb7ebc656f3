"""An empty database gets all tables at once: the same ones that the migrations make, down to the names."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, inspect, select
from sqlalchemy import table as named
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.database.migrate import migrate
from storage.database.open import open_database
from storage.database.revision import is_latest
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import open_engine
from storage.database.url import parse_database_url
from storage.encryption.keyring import Keyring
from storage.tables import all_tables
from tests.postgres.server import PostgresServer


class TwoDatabases:
    """Two empty ones of the same kind."""

    def __init__(self, migrated: AsyncEngine, made_whole: AsyncEngine) -> None:
        self.migrated = migrated
        self.made_whole = made_whole


@pytest.fixture(params=["sqlite", "postgres"])
async def databases(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[TwoDatabases]:
    keyring = Keyring.generate()
    if request.param == "sqlite":
        made = [open_engine(tmp_path / f"{name}.db", keyring, DriverOptions.PLAIN) for name in ("one", "two")]
    else:
        server: PostgresServer = request.getfixturevalue("server")
        made = [open_database(parse_database_url(server.url_of(server.create())), keyring) for _ in range(2)]
    yield TwoDatabases(*made)
    for engine in made:
        await engine.dispose()


def _schema(connection: Connection) -> dict[str, object]:
    """Everything about every table that a later migration or a statement could notice, in no order of columns."""
    looked = inspect(connection)
    return {
        table: {
            "columns": sorted(str(sorted(column.items(), key=str)) for column in looked.get_columns(table)),
            "primary key": looked.get_pk_constraint(table),
            "references": sorted(str(sorted(one.items())) for one in looked.get_foreign_keys(table)),
            "unique": sorted(str(sorted(one.items(), key=str)) for one in looked.get_unique_constraints(table)),
            "indexes": sorted(str(sorted(one.items(), key=str)) for one in looked.get_indexes(table)),
            "checks": sorted(map(str, looked.get_check_constraints(table))),
        }
        for table in looked.get_table_names()
    }


def _statements(connection: Connection) -> dict[str, list[str]]:
    """What SQLite keeps of how each was made, the lines of a table in no order."""
    kept = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    return {name: sorted(" ".join(part.replace('"', "").split()) for part in _parts(sql)) for name, sql in kept}


def _parts(sql: str) -> list[str]:
    """What stands between the commas, but for those within the brackets of one part."""
    head, _, rest = sql.partition("(")
    return [head, *re.sub(r"\([^()]*\)", lambda inner: inner[0].replace(",", ";"), rest.rpartition(")")[0]).split(",")]


def _counts(connection: Connection) -> dict[str, int]:
    return {
        table: connection.execute(select(func.count()).select_from(named(table))).scalar_one()
        for table in inspect(connection).get_table_names()
    }


async def test_they_are_the_tables_that_the_migrations_make(databases: TwoDatabases) -> None:
    await migrate(databases.migrated)
    await migrate(databases.made_whole, whole=all_tables)
    async with databases.migrated.connect() as one, databases.made_whole.connect() as other:
        assert await other.run_sync(_schema) == await one.run_sync(_schema)
        if one.dialect.name == "sqlite":
            assert await other.run_sync(_statements) == await one.run_sync(_statements)


async def test_nothing_is_in_them_that_only_a_migration_would_put_there(databases: TwoDatabases) -> None:
    await migrate(databases.migrated)
    await migrate(databases.made_whole, whole=all_tables)
    for engine in (databases.migrated, databases.made_whole):
        async with engine.connect() as connection:
            counts = await connection.run_sync(_counts)
        assert {table for table, rows in counts.items() if rows} == {"alembic_version"}


async def test_it_is_of_this_version_from_then_on(databases: TwoDatabases) -> None:
    await migrate(databases.made_whole, whole=all_tables)
    assert await is_latest(databases.made_whole)
    await migrate(databases.made_whole, whole=all_tables)


async def test_one_in_which_something_is_already_is_not_taken_for_empty(databases: TwoDatabases) -> None:
    """What an older version of the program left is migrated: see test_carried_over.py."""
    async with databases.made_whole.begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE somebody_elses (id INTEGER)")
        await connection.exec_driver_sql("INSERT INTO somebody_elses VALUES (7)")
    await migrate(databases.made_whole, whole=all_tables)
    assert await is_latest(databases.made_whole)
    async with databases.made_whole.connect() as connection:
        assert (await connection.exec_driver_sql("SELECT id FROM somebody_elses")).scalar_one() == 7


async def test_an_index_that_only_one_of_them_has_is_noticed(databases: TwoDatabases) -> None:
    """The test of the test."""
    await migrate(databases.migrated)
    async with databases.made_whole.begin() as connection:
        await connection.run_sync(all_tables(connection.dialect.name).create_all)
        await connection.exec_driver_sql("CREATE INDEX one_more ON person (seen_at)")
    async with databases.migrated.connect() as one, databases.made_whole.connect() as other:
        assert (await other.run_sync(_schema))["person"] != (await one.run_sync(_schema))["person"]
