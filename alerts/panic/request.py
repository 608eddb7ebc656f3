"""A coordinator wants everything destroyed: a second one says yes, or nothing happens."""

from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.notices import Notice, Text, text
from alerts.panic.destroying import DESTROY, GOODBYE
from alerts.panic.kept_for_court import why_not_destroy
from alerts.panic.taps import LetterCame, NothingCame, StopPanic
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, Person
from alerts.trust.announcing import tell_every_coordinator, tell_on_every_app
from alerts.trust.asking_limits import asks_too_often
from alerts.trust.second_coordinator import other_coordinators
from alerts.work.deadline import Deadline
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

OPEN_FOR = timedelta(minutes=15)
"""How long a second coordinator may say yes (our choice: they speak with each other first)."""
REQUESTED = Deadline("panic requested")
"""While it stands, the person it is about waits for a second one's yes."""


async def requested_by(uow: UnitOfWork) -> Person | None:
    """Return who waits for a second one's yes and still coordinates; None: nobody."""
    for person_id in await uow.deadlines.standing(REQUESTED):
        person = await uow.people.get(person_id)
        if person is not None and _coordinates(person):
            return person
    return None


def question(asker: Person | None) -> Notice:
    """Return the first question to whoever is asked: whether a letter came. `asker`: who wants it; None: they do."""
    wants = (text("panic.request", name=named(asker)),) if asker is not None else ()
    rows = (
        (LetterCame().choice(text("choice.panic.letter")),),
        (NothingCame(asker.id if asker is not None else 0).choice(text("choice.panic.nothing")),),
        (StopPanic().choice(text("choice.panic.stop")),),
    )
    return Notice(parts=(*wants, text("panic.what"), text("panic.letter_question"))).with_choices(*rows)


async def request(uow: UnitOfWork, now: datetime, by: Person) -> Text | Refused:
    """Ask all other coordinators, on every app of theirs."""
    refused = await why_not_destroy(uow)
    if refused is not None:
        return refused
    if not await other_coordinators(uow, by):
        return Refused(text("panic.alone"))
    if await requested_by(uow) is None:
        too_often = await asks_too_often(uow, now, by, Action.PANIC_ASKED)
        if too_often is not None:
            return too_often
        await uow.deadlines.set(REQUESTED, by.id, now + OPEN_FOR)
        await record(uow, now, Deed(action=Action.PANIC_ASKED, by_id=by.id))
        await tell_every_coordinator(uow, now, question(by), but=[by.id])
    return text("panic.asked", minutes=OPEN_FOR // timedelta(minutes=1))


async def asker_for(uow: UnitOfWork, by: Person, asker_id: int) -> Person | Refused:
    """Return who asked, where this coordinator is a second one and the request still stands."""
    refused = await why_not_destroy(uow)
    if refused is not None:
        return refused
    asker = await requested_by(uow)
    if asker is None or asker.id != asker_id:
        return Refused(text("panic.over"))
    return Refused(text("panic.second")) if by.was_one_with(asker) else asker


async def agree(uow: UnitOfWork, now: datetime, by: Person, asker_id: int) -> Text | Refused:
    """Let everything be destroyed now."""
    asker = await asker_for(uow, by, asker_id)
    if isinstance(asker, Refused):
        return asker
    await uow.deadlines.call_off(asker.id, REQUESTED)
    await uow.deadlines.set(DESTROY, 0, now + GOODBYE)
    return text("panic.now")


async def call_off(uow: UnitOfWork, now: datetime, by: Person) -> Text:
    """End the request that stands, whoever made it; all coordinators hear who ended it."""
    standing = await uow.deadlines.standing(REQUESTED)
    for person_id in standing:
        await uow.deadlines.call_off(person_id, REQUESTED)
    if standing:
        await record(uow, now, Deed(action=Action.PANIC_ENDED, by_id=by.id))
        await tell_every_coordinator(uow, now, Notice.of("panic.ended", name=named(by)), but=[by.id])
    return text("panic.kept")


async def request_over(uow: UnitOfWork, now: datetime, person_id: int) -> None:
    """Tell who asked that nobody said yes in time."""
    await tell_on_every_app(uow, now, person_id, Notice.of("panic.nobody"))


def _coordinates(person: Person) -> bool:
    return any(grant.role in COORDINATOR for grant in person.grants)
