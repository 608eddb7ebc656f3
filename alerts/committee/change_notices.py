"""Who hears of a change of a setting that the committee watches over."""

from dataclasses import replace
from datetime import datetime

from alerts.notices import Lane, Notice
from alerts.people.person import COMMITTEE, COORDINATOR, Person
from alerts.work.unit_of_work import UnitOfWork


async def tell_committee(uow: UnitOfWork, now: datetime, notice: Notice) -> None:
    """Tell every member, behind everything that is urgent."""
    members = [one.id for one in await uow.people.with_role(COMMITTEE, None)]
    await uow.mail.to_persons(members, replace(notice.only(COMMITTEE), lane=Lane.REST), now)


async def tell_other_members(uow: UnitOfWork, now: datetime, by: Person, notice: Notice) -> None:
    """Tell the other members at once, with what they can do about it."""
    members = [one.id for one in await uow.people.with_role(COMMITTEE, None)]
    await uow.mail.to_persons([one for one in members if one != by.id], notice.only(COMMITTEE), now)


async def tell_coordinators(uow: UnitOfWork, now: datetime, notice: Notice, by: Person | None = None) -> None:
    """Tell who coordinates, save members and who did it: without choices, as only the committee objects."""
    known = {one.id for one in await uow.people.with_role(COMMITTEE, None)} | ({by.id} if by is not None else set())
    whom = [one.id for one in await uow.people.with_role(COORDINATOR, None) if one.id not in known]
    await uow.mail.to_persons(whom, notice.with_choices().only(COORDINATOR), now)
