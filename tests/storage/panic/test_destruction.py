"""The whole database is emptied in one transaction, on a file and on a server, and a new network can begin there."""

from sqlalchemy import select
from sqlmodel import SQLModel

from alerts.notices import Kind
from storage.panic.destruction import SqlDestruction, begin_anew, was_destroyed
from tests.storage.house import House, saying


async def filled(house: House) -> set[str]:
    """The tables that hold a row."""
    async with house.store.read() as session:
        connection = await session.connection()
        tables = SQLModel.metadata.sorted_tables
        return {table.name for table in tables if (await connection.execute(select(table).limit(1))).first()}


async def test_every_row_goes_and_one_says_so_until_a_network_begins_anew(house: House) -> None:
    contact = (await house.someone("1"))[1].id
    async with house.begin() as uow:
        await uow.mail.post(saying(kind=Kind.CARD), [contact], house.now)
    assert {"person", "contact", "notice", "delivery", "network", "town", "line"} <= await filled(house)
    assert not await house.store.run_read(was_destroyed)
    async with house.store.write() as session:
        await SqlDestruction(session, house.store.vault).destroy_everything(house.now)
    assert await filled(house) == {"destroyed"}
    assert await house.store.run_read(was_destroyed)
    async with house.store.write() as session:
        await begin_anew(session)
    assert not await house.store.run_read(was_destroyed)
