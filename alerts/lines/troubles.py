"""A line in trouble: the desk hears of it once, where it can still be reached, and once more when it is over.

That it was told, and is not over, is a deadline that stands: it outlives a restart, and tells again what still holds.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from alerts.notices import Notice, text
from alerts.people.person import DESK, Role
from alerts.work.area import Duty
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork


class Trouble(StrEnum):
    """What the desk must know of a line. Later ones say more, and are told in place of the others."""

    DOWN = "down"
    """The platform answers nobody, or nobody hears what is said there."""
    SLOW = "slow"
    """The platform makes the whole line wait."""
    CAPTCHA = "captcha"
    """Signal wants to see a person before it sends on."""
    DEAD = "dead"
    """The token or the registration is not valid any more."""


TRANSPORTS = ("telegram", "signal")
TELL_AGAIN = timedelta(hours=6)
"""A trouble that stays is told again after this; more often it would be noise, and less it would be forgotten."""
FRESH = timedelta(hours=1)
"""Where even this message waits for its line, it is not sent any more after so long."""


async def begins(uow: UnitOfWork, now: datetime, transport: str, line_id: int, trouble: Trouble) -> None:
    """Tell the desk of a line's trouble, unless it knows already."""
    if line_id in await uow.deadlines.standing(_kind(transport, trouble)):
        return
    await _tell(uow, now, transport, line_id, trouble)


async def over(uow: UnitOfWork, now: datetime, transport: str, line_id: int) -> None:
    """Tell the desk that the line works again: on every line, for on this one nobody could hear of the trouble.

    Not while another line of that platform is in trouble: people read of the platform, and know of no lines.
    """
    troubled: set[int] = set()
    for trouble in Trouble:
        troubled.update(await uow.deadlines.standing(_kind(transport, trouble)))
        await uow.deadlines.call_off(line_id, _kind(transport, trouble))
    if troubled == {line_id}:
        await uow.mail.post(Notice.of("desk.line.back", platform=transport.title()), await _desk(uow), now)


async def known_of(uow: UnitOfWork, line_id: int, transport: str) -> frozenset[Trouble]:
    """Return the troubles of this line that the desk was told of and that are not over."""
    return frozenset({one for one in Trouble if line_id in await uow.deadlines.standing(_kind(transport, one))})


async def listed(uow: UnitOfWork) -> Notice:
    """List every trouble that stands, for who asks how things are: a notice without parts where there is none."""
    found = [
        text(f"desk.line.{trouble}", platform=transport.title())
        for transport in TRANSPORTS
        for trouble in Trouble
        if await uow.deadlines.standing(_kind(transport, trouble))
    ]
    return Notice(parts=tuple(found))


async def _tell(uow: UnitOfWork, now: datetime, transport: str, line_id: int, trouble: Trouble) -> None:
    notice = replace(Notice.of(f"desk.line.{trouble}", platform=transport.title()), expires_at=now + FRESH)
    await uow.mail.post(notice, await _desk(uow, but=line_id), now)
    await uow.deadlines.set(_kind(transport, trouble), line_id, now + TELL_AGAIN)


async def _desk(uow: UnitOfWork, but: int | None = None) -> list[int]:
    """Return one contact of everybody who works a desk: the one heard last that is not on the line `but`."""
    people = await uow.people.with_role(frozenset({Role.DISPATCHER}), None)
    people = people or await uow.people.with_role(DESK, None)
    found = []
    for person in people:
        open_ = (c.id for c in await uow.contacts.of(person.id) if c.reachable and c.line_id != but)
        found += [contact_id for contact_id in [next(open_, None)] if contact_id is not None]
    return found


def _kind(transport: str, trouble: Trouble) -> Deadline:
    return Deadline(f"{transport} {trouble}")


async def _still(transport: str, trouble: Trouble, uow: UnitOfWork, now: datetime, line_id: int) -> None:
    await _tell(uow, now, transport, line_id, trouble)


def duties() -> dict[Deadline, Duty]:
    """Return what each trouble that stays sets off: the desk is told again."""
    return {
        _kind(transport, trouble): partial(_still, transport, trouble)
        for transport in TRANSPORTS
        for trouble in Trouble
    }
