"""A line that could not hear: what was said meanwhile may be lost, and the desk must know (DESIGN.md)."""

from dataclasses import replace
from datetime import datetime

from alerts.notices import Lane, say
from alerts.people.person import DESK, Role
from alerts.ports import UnitOfWork


async def tell(uow: UnitOfWork, now: datetime, line_id: int, since: datetime, until: datetime) -> None:
    """Remember the window and tell every desk."""
    await uow.chores.deaf(line_id, since, until)
    people = await uow.people.with_role(frozenset({Role.DISPATCHER}), None)
    people = people or await uow.people.with_role(DESK, None)
    notice = replace(say("desk.deaf", since=since, until=until), lane=Lane.REST)
    for person in people:
        await uow.mail.to_person(person.id, notice, now)
