"""The tables: made by the migrations as the program sees them, and holding nothing in the clear that identifies."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import AutoString, SQLModel

from storage.core.columns import Merging, ref
from storage.core.moments import UtcMilliseconds
from storage.database.migrate import differences, migrate
from storage.database.revision import is_latest
from storage.database.sqlite_drivers import DriverOptions
from storage.database.sqlite_engine import open_engine
from storage.encryption.keyring import Keyring
from storage.incidents.tables import IncidentRow

METADATA = SQLModel.metadata
COLUMNS = [column for table in METADATA.sorted_tables for column in table.columns]


@pytest.fixture(params=[DriverOptions.PLAIN, DriverOptions.SQLCIPHER], ids=["plain", "sqlcipher"])
async def engine(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[AsyncEngine]:
    opened = open_engine(tmp_path / "rebato.db", Keyring.generate(), request.param)
    yield opened
    await opened.dispose()


async def test_the_migrations_make_the_tables_that_the_program_uses(engine: AsyncEngine) -> None:
    await migrate(engine)
    assert await differences(engine, METADATA) == ""
    await migrate(engine)
    assert await differences(engine, METADATA) == ""


async def test_a_start_knows_without_migrating_whether_anything_is_missing(engine: AsyncEngine) -> None:
    assert not await is_latest(engine)
    await migrate(engine)
    async with engine.begin():
        # While somebody writes, too.
        assert await is_latest(engine)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert not await is_latest(engine), "of a newer program: to be refused"


async def test_a_table_that_the_migrations_lack_is_noticed(engine: AsyncEngine) -> None:
    """The test of the test."""
    await migrate(engine)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE person ADD COLUMN nickname TEXT")
    assert "nickname" in await differences(engine, METADATA)


def is_sealed(column: Column[object]) -> bool:
    return isinstance(column.type, LargeBinary) and bool(column.info.get("sealed"))


def is_index(column: Column[object]) -> bool:
    return isinstance(column.type, LargeBinary) and column.name.endswith("_index")


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_every_column_is_sealed_or_says_why_it_identifies_nobody(column: Column[object]) -> None:
    if is_sealed(column) or is_index(column) or isinstance(column.type, UtcMilliseconds | Boolean):
        return
    if isinstance(column.type, String | AutoString):
        assert column.info["plain"]
    elif isinstance(column.type, BigInteger | Integer):
        assert column.primary_key or column.foreign_keys or column.info["plain"]
    else:
        pytest.fail(f"{column} is of a kind that nobody has thought about")


PERSONAL = [column for column in COLUMNS if any(key.column.table.name == "person" for key in column.foreign_keys)]


@pytest.mark.parametrize("column", PERSONAL, ids=str)
def test_every_reference_to_a_person_says_what_a_merge_does_with_it(column: Column[object]) -> None:
    """Without a word a merge would delete it, with whatever it belongs to."""
    merging = column.info["merging"]
    assert isinstance(merging, Merging)
    if merging in (Merging.ONE_EACH, Merging.RETURNS, Merging.RETURNS_WITH_ROLES):
        assert any(
            column.name in constraint.columns
            for constraint in column.table.constraints
            if isinstance(constraint, UniqueConstraint)
        )
    better = [column.table.c[name] for name in column.info.get("better", ())]
    assert not better or merging in (Merging.ONE_EACH, Merging.RETURNS, Merging.RETURNS_WITH_ROLES)
    assert all(isinstance(moment.type, UtcMilliseconds) for moment in better)


def test_a_reference_to_a_person_without_a_word_is_noticed() -> None:
    """The test of the test."""
    made = ref("person.id")
    assert made.sa_column_kwargs["info"]["merging"] is None


def test_ids_are_never_the_platforms() -> None:
    """An id that we do not make ourselves could be a chat's."""
    for table in METADATA.sorted_tables:
        for column in table.primary_key:
            assert column.foreign_keys or column.name == "id"
            assert isinstance(column.type, BigInteger | Integer)


def test_whatever_refers_to_a_row_says_what_becomes_of_it() -> None:
    for column in COLUMNS:
        for key in column.foreign_keys:
            assert key.ondelete in ("CASCADE", "SET NULL")
    for row, field in ((IncidentRow, "holder_id"), (IncidentRow, "observer_id")):
        [key] = METADATA.tables[str(row.__tablename__)].c[field].foreign_keys
        assert key.ondelete == "SET NULL"
