"""The tables: made by the migrations as the program sees them, and holding nothing in the clear that identifies."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, String
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import AutoString, SQLModel

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


IN_THE_CLEAR = {
    "network.languages": "codes of languages",
    "network.zone": "a time zone",
    "line.transport": "telegram or signal",
    "person.language": "the code of a language",
    "grant_.role": "one of five",
    "code.purpose": "invite or link",
    "code.role": "one of five",
    "lease.owner": "random",
    "contact.numbered_on": "a day",
    "step.name": "the name of a step",
    "incident.state": "one of seven",
    "incident.basis": "one of four",
    "report.language": "the code of a language",
    "verification.state": "one of five",
    "answer.answer": "one of three",
    "notice.token": "random",
    "notice.kind": "one of seven",
    "notice.reader": "responder or community",
    "delivery.state": "one of seven",
    "delivery.boot": "random",
    "delivery.ref": "the platform's number of a message: it names no chat",
    "delivery.first_ref": "the same",
    "delivery.failure": "a few words of ours",
    "question.action": "the name of a choice, with ids of ours",
    "question.asked_on": "a day",
    "inbox.state": "one of three",
    "inbox.trouble": "the class of an error",
    "deadline.kind": "the name of a duty",
    "deadline.state": "one of four",
}
"""Every text that is not sealed, and why it needs no seal. A new one must be argued for here."""

NUMBERS = {
    "network.next_incident",
    "line.offset",
    "lease.epoch",
    "contact.next_number",
    "incident.number",
    "incident.version",
    "incident.told",
    "incident.went",
    "incident.card_id",
    "report.number",
    "notice.lane",
    "notice.version",
    "notice.major",
    "delivery.lane",
    "delivery.post_first",
    "delivery.attempts",
    "delivery.unsure",
    "delivery.shown",
    "delivery.shown_major",
    "delivery.edits",
    "question.number",
    "inbox.attempts",
    "deadline.subject_id",
    "deadline.attempts",
}
"""Counts and ids of ours; line.offset counts a bot's updates, not whose they are."""


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_every_column_is_sealed_or_holds_nothing_that_identifies(column: Column[object]) -> None:
    name = str(column)
    if is_sealed(column) or is_index(column) or isinstance(column.type, UtcMilliseconds | Boolean):
        return
    if isinstance(column.type, String | AutoString):
        assert name in IN_THE_CLEAR
    elif isinstance(column.type, BigInteger | Integer):
        assert column.primary_key or column.foreign_keys or name in NUMBERS
    else:
        pytest.fail(f"{name} is of a kind that nobody has thought about")


def test_the_list_names_no_column_that_is_gone() -> None:
    assert IN_THE_CLEAR.keys() | NUMBERS <= {str(column) for column in COLUMNS}


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
