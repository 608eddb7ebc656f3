"""One person turns out to be two: contacts go, and whatever says from which contact it came goes along."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Column, Table, or_, select, update
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core import core_tables as t


async def part_contacts(session: AsyncSession, contact_ids: Sequence[int], person_id: int) -> None:
    """Make these contacts, and each row that names one of them beside its person, that person's."""
    connection = await session.connection()
    await connection.execute(update(t.contact).where(t.contact.c.id.in_(contact_ids)).values(person_id=person_id))
    for table, person, contact in _with_contact_and_person():
        moving = update(table).where(contact.in_(contact_ids), person.is_not(None))
        await connection.execute(moving.values({person.name: person_id}))


async def one_hand(session: AsyncSession, person_id: int) -> frozenset[int]:
    """Return the ids of who was one person with this one until an app was parted, its own among them.

    As Person.was_one_with() says it of two.
    """
    connection, p = await session.connection(), t.person.c
    root = (await connection.execute(select(p.parted_from_id).where(p.id == person_id))).scalar_one_or_none()
    ids = [person_id, *([root] if root is not None else [])]
    theirs = select(p.id).where(or_(p.id.in_(ids), p.parted_from_id.in_(ids)))
    return frozenset((await connection.execute(theirs)).scalars()) | {person_id}


def _with_contact_and_person() -> Iterator[tuple[Table, Column[int], Column[int]]]:
    """Return every table that has both, with the two columns: a report, from which app it came."""
    for table in SQLModel.metadata.sorted_tables:
        persons = [one for one in table.columns if any(key.column is t.person.c.id for key in one.foreign_keys)]
        contacts = [one for one in table.columns if any(key.column is t.contact.c.id for key in one.foreign_keys)]
        if len(persons) == 1 and len(contacts) == 1:
            yield table, persons[0], contacts[0]
