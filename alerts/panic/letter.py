"""A subpoena, warrant or preservation letter: while one stands, nothing is destroyed.

To destroy what was asked for on purpose is obstruction (18 U.S.C. 1519 says so even of what is only expected).
"""

from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.notices import Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COMMITTEE, Person
from alerts.trust.announcing import tell_every_coordinator
from alerts.work.deadline import Deadline
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

LETTER = Deadline("panic letter", insistent=True)
"""While it stands, a letter does. It never ends by itself: each time it is due, the coordinators are reminded."""
REMINDED_EVERY = timedelta(days=90)
"""Our choice: counsel's answers take months, and coordinators change."""
_WHOLE_NETWORK = 0


async def letter_stands(uow: UnitOfWork) -> bool:
    """Say whether somebody said that a letter came, or may come, and nobody has settled it."""
    return bool(await uow.deadlines.standing(LETTER))


async def letter_came(uow: UnitOfWork, now: datetime, by: Person | None) -> None:
    """Keep that a letter came, or may come; coordinators and committee hear it. `by`: None for an operator."""
    first = not await letter_stands(uow)
    await uow.deadlines.set(LETTER, _WHOLE_NETWORK, now + REMINDED_EVERY)
    if not first:
        return
    await record(uow, now, Deed(action=Action.LETTER_CAME, by_id=by.id if by else None))
    said_by = named(by) if by is not None else text("trust.operator")
    told = Notice(parts=(text("panic.letter_told", name=said_by), text("panic.letter_means")))
    await tell_every_coordinator(uow, now, told, but=[by.id] if by else [])
    members = await uow.people.with_role(COMMITTEE, None)
    others = [one.id for one in members if by is None or one.id != by.id]
    await uow.mail.to_persons(others, told.only(COMMITTEE), now)


async def settle(uow: UnitOfWork, now: datetime) -> Text | Refused:
    """Keep that counsel says that no letter asks for anything any more; an operator does it, coordinators hear it."""
    if not await letter_stands(uow):
        return Refused(text("panic.no_letter"))
    await uow.deadlines.call_off(_WHOLE_NETWORK, LETTER)
    await record(uow, now, Deed(action=Action.LETTER_SETTLED, by_id=None))
    await tell_every_coordinator(uow, now, Notice.of("panic.settled"))
    return text("panic.settled")


async def remind_of_letter(uow: UnitOfWork, now: datetime, _: int) -> None:
    """Remind the coordinators that a letter stands, and go on."""
    await uow.deadlines.set(LETTER, _WHOLE_NETWORK, now + REMINDED_EVERY)
    await tell_every_coordinator(uow, now, Notice(parts=(text("panic.letter_stands"), text("panic.letter_means"))))
