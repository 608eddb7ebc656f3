"""A newcomer's code, shown or read aloud to somebody who knows them: nobody is searched for by name."""

from dataclasses import dataclass
from datetime import datetime

from alerts.joining.ports import CODES, JOIN_REQUESTS
from alerts.network.town import Town
from alerts.notices import text
from alerts.people.code import VOUCH_LASTS, Code, new_spoken_words
from alerts.people.person import Person
from alerts.vouching.vouch import VOUCHERS, VouchCount
from alerts.vouching.vouch_counts import vouch_count
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

VOUCH = "vouch"
"""The purpose of such a code."""


@dataclass(frozen=True, kw_only=True)
class OwnCode:
    """A newcomer's new code."""

    words: str
    town: Town
    expires_at: datetime
    count: VouchCount
    """The vouches that they have by now."""


async def wanted_towns(uow: UnitOfWork, person: Person) -> list[Town]:
    """Return where this person wants in, or receives alerts and no more."""
    request = await JOIN_REQUESTS(uow).of(person.id)
    asked = {request.town_id} if request is not None and request.is_open else set()
    return [
        town
        for town in (await uow.network()).towns
        if (town.id in asked or town.id in person.own_towns()) and not person.has(VOUCHERS, town.id)
    ]


async def wants_in(uow: UnitOfWork, person: Person, town_id: int) -> bool:
    """Say whether vouches can make this person a member there: they want in, and are no member yet."""
    if person.consented_at is None or person.stopped_at is not None or person.suspended or person.banned:
        return False
    return any(town.id == town_id for town in await wanted_towns(uow, person))


async def offer_code(uow: UnitOfWork, now: datetime, person: Person, town_id: int) -> OwnCode | Refused:
    """Make a code by which others vouch for this person in that town; the one before is no good any more."""
    town = (await uow.network()).town(town_id)
    if town is None or not await wants_in(uow, person, town_id):
        return Refused(text("vouching.nothing_needed"))
    words = new_spoken_words()
    await CODES(uow).drop(VOUCH, person.id)
    code = Code(id=0, purpose=VOUCH, person_id=person.id, town_id=town_id, expires_at=now + VOUCH_LASTS, made_at=now)
    await CODES(uow).add(code, words)
    count = await vouch_count(uow, person.id, town_id)
    return OwnCode(words=words, town=town, expires_at=now + VOUCH_LASTS, count=count)
