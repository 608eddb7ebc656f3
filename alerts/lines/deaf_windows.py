"""A line that could not hear: what was said meanwhile may be lost; the desk and who was talking must know.

Of a bridge that flaps each of them hears at once, and then once a quarter of an hour, with the whole span.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from alerts.incidents.silence import silent
from alerts.lines.ports import LINES
from alerts.notices import Lane, Notice
from alerts.people.person import DESK, Role
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

TALKING = timedelta(hours=6)
"""Who did something with us so shortly before may have gone on while nobody heard (our choice)."""
QUIET = timedelta(minutes=15)
"""So long nobody is asked, and no desk told, of the same line once more (set when this was ordered)."""
ASKED = Deadline("deaf contact")
"""While it stands, this contact was asked to write again; when it ends, it is asked of what came meanwhile."""
TOLD = Deadline("deaf line")
"""The same of the desk, and a line."""


async def tell(uow: UnitOfWork, now: datetime, line_id: int, since: datetime, until: datetime) -> None:
    """Remember the window, tell every desk, and ask who was in the middle of something there to write again."""
    await LINES(uow).add_deaf_time(line_id, since, until, now)
    if line_id not in await uow.deadlines.standing(TOLD):
        await _tell_desks(uow, now, line_id, since, until)
    talking = await uow.conversations.talking_on(line_id, since - TALKING, but=await silent(uow))
    asked = set(await uow.deadlines.standing(ASKED)) if talking else set()
    await _ask(uow, now, [contact for contact in talking if contact not in asked], since, until)


async def tell_rest(uow: UnitOfWork, now: datetime, line_id: int) -> None:
    """Tell the desks of what came since they were told, if anything did."""
    span = await LINES(uow).deaf_span(line_id, now - QUIET)
    if span is not None:
        await _tell_desks(uow, now, line_id, *span)


async def ask_again(uow: UnitOfWork, now: datetime, contact_id: int) -> None:
    """Ask somebody to write again of what came since they were asked, if anything did."""
    line_id = await uow.contacts.line_of(contact_id)
    span = await LINES(uow).deaf_span(line_id, now - QUIET) if line_id is not None else None
    if line_id is None or span is None:
        return
    since, until = span
    talking = await uow.conversations.talking_on(line_id, since - TALKING, but=await silent(uow))
    if contact_id in talking:
        await _ask(uow, now, [contact_id], since, until)


async def _tell_desks(uow: UnitOfWork, now: datetime, line_id: int, since: datetime, until: datetime) -> None:
    people = await uow.people.with_role(frozenset({Role.DISPATCHER}), None)
    people = people or await uow.people.with_role(DESK, None)
    notice = replace(Notice.of("desk.deaf", since=since, until=until), lane=Lane.REST)
    for person in people:
        await uow.mail.to_person(person.id, notice, now)
    await uow.deadlines.set(TOLD, line_id, now + QUIET)


async def _ask(uow: UnitOfWork, now: datetime, contacts: Sequence[int], since: datetime, until: datetime) -> None:
    if contacts:
        await uow.mail.post(Notice.of("deaf.again", since=since, until=until), contacts, now)
    for contact in contacts:
        await uow.deadlines.set(ASKED, contact, now + QUIET)
