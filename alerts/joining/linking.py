"""Two transports, one person: a one-time code said on the other one."""

from datetime import datetime

from alerts.joining.ports import CODES
from alerts.people.code import LINK_LASTS, Code, new_words, normal
from alerts.people.person import Person
from alerts.work.unit_of_work import UnitOfWork


async def offer(uow: UnitOfWork, now: datetime, person: Person) -> str:
    """Make a code that links another transport to this person, good for 10 minutes."""
    words = new_words()
    await CODES(uow).add(Code(id=0, purpose="link", person_id=person.id, expires_at=now + LINK_LASTS), words)
    return words


async def take(uow: UnitOfWork, now: datetime, person: Person, words: str) -> Person | None:
    """Make `person` one with whose code this is. Return that person as they are then; None for a bad code."""
    code = await CODES(uow).find("link", normal(words))
    if code is None or code.person_id is None or code.person_id == person.id:
        return None
    if not code.good_for(code.person_id, now) or not await CODES(uow).use(code.id, now):
        return None
    await uow.people.merge(code.person_id, person.id, now)
    return await uow.people.get(code.person_id)
