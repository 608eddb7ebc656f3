"""A line that could not hear: what was said meanwhile may be lost; the desk and who was talking must know."""

from dataclasses import replace
from datetime import datetime, timedelta

from alerts.incidents.silence import silent
from alerts.lines.ports import LINES
from alerts.notices import Lane, Notice
from alerts.people.person import DESK, Role
from alerts.work.unit_of_work import UnitOfWork

TALKING = timedelta(hours=6)
"""Who did something with us so shortly before may have gone on while nobody heard (our choice)."""


async def tell(uow: UnitOfWork, now: datetime, line_id: int, since: datetime, until: datetime) -> None:
    """Remember the window, tell every desk, and ask who was in the middle of something there to write again."""
    await LINES(uow).add_deaf_time(line_id, since, until)
    people = await uow.people.with_role(frozenset({Role.DISPATCHER}), None)
    people = people or await uow.people.with_role(DESK, None)
    notice = replace(Notice.of("desk.deaf", since=since, until=until), lane=Lane.REST)
    for person in people:
        await uow.mail.to_person(person.id, notice, now)
    talking = await uow.conversations.talking_on(line_id, since - TALKING, but=await silent(uow))
    if talking:
        await uow.mail.post(Notice.of("deaf.again", since=since, until=until), talking, now)
