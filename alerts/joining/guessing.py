"""Who writes codes that do not exist is slowed, and told to the coordinators once."""

from dataclasses import replace
from datetime import datetime, timedelta

from alerts.joining.guesses import FORGOTTEN_AFTER, TELLING, Guesses, LineGuesses
from alerts.joining.ports import WRONG_GUESSES
from alerts.notices import Notice, text
from alerts.people.person import Person
from alerts.people.pseudonym import pseudonym
from alerts.trust.announcing import tell_every_coordinator
from alerts.trust.taps import AskToBan
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

TOLD_EVERY = timedelta(hours=1)
"""Of others who guess meanwhile they are not told: with a hundred accounts one could bury all else (our choice)."""


async def why_not_try(uow: UnitOfWork, now: datetime, person: Person) -> Refused | None:
    """Return why no code of this person is looked at now, be it right or wrong; None where one is."""
    guesses = await WRONG_GUESSES(uow).of(person.id)
    if guesses is None or guesses.is_forgotten(now) or guesses.again_at() <= now:
        return None
    return Refused(text("join.guess_wait", at=guesses.again_at()))


async def count_wrong_code(uow: UnitOfWork, now: datetime, person: Person) -> None:
    """Count a code that is not good: for whoever wrote it, and for the line."""
    await _count_on_line(uow, now, person)
    before = await WRONG_GUESSES(uow).of(person.id)
    await WRONG_GUESSES(uow).end(now - FORGOTTEN_AFTER)
    guesses = Guesses(count=1, last_at=now)
    if before is not None and not before.is_forgotten(now):
        guesses = replace(before, count=before.count + 1, last_at=now)
    if (
        guesses.count >= TELLING
        and guesses.told_at is None
        and not await WRONG_GUESSES(uow).told_since(now - TOLD_EVERY)
    ):
        guesses = replace(guesses, told_at=now)
        await _tell(uow, now, person, guesses)
    await WRONG_GUESSES(uow).save(person.id, guesses)


async def _tell(uow: UnitOfWork, now: datetime, person: Person, guesses: Guesses) -> None:
    apps = tuple(sorted({contact.transport.title() for contact in await uow.contacts.of(person.id)}))
    code = pseudonym(person.id)
    told = text("join.guessing", n=guesses.count, code=code, apps=apps)
    ban = AskToBan(person.id).choice(text("choice.trust.ban"))
    await tell_every_coordinator(uow, now, Notice(parts=(told,)).with_choices((ban,)), but=[person.id])


async def _count_on_line(uow: UnitOfWork, now: datetime, person: Person) -> None:
    """Count it for the line: who erases themselves, or comes with another account each time, is seen there.

    Nobody is slowed by it: no code can be guessed, and who has a right one must get in.
    """
    contacts = await uow.contacts.of(person.id)
    if not contacts:
        return
    here = contacts[0]
    before = await WRONG_GUESSES(uow).on_line(here.line_id) or LineGuesses(count=0, since=now)
    guesses = before.with_one_more(now)
    if guesses.is_to_be_told(now):
        guesses = replace(guesses, told_at=now)
        told = Notice.of("join.guessing_many", n=guesses.count, app=here.transport.title())
        await tell_every_coordinator(uow, now, told, but=[person.id])
    await WRONG_GUESSES(uow).save_on_line(here.line_id, guesses)
