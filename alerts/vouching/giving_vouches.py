"""Somebody of the network vouches for a newcomer by their code. docs/decisions/0059-vouches.md says why so."""

from dataclasses import dataclass
from datetime import datetime

from alerts.joining import guessing
from alerts.joining.ports import CODES
from alerts.network.town import Town
from alerts.notices import Text, text
from alerts.people.code import Code, normal
from alerts.people.naming import named
from alerts.people.person import Person
from alerts.vouching.membership import add_vouch, apply_vouch
from alerts.vouching.vouch import VOUCHERS, VouchCount
from alerts.vouching.vouch_codes import VOUCH, wants_in
from alerts.vouching.vouch_counts import vouchers_of
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Newcomer:
    """Whoever showed their code, as the member who wrote it is asked about them."""

    person: Person
    town: Town
    code_id: int


async def find_newcomer(uow: UnitOfWork, now: datetime, by: Person, words: str) -> Newcomer | Refused:
    """Return whose code this is, where this member may vouch for them; a code that does not exist is counted."""
    if not any(one.role in VOUCHERS for one in by.grants):
        return Refused(text("vouching.members_only"))
    slowed = await guessing.why_not_try(uow, now, by)
    if slowed is not None:
        return slowed
    code = await CODES(uow).find(VOUCH, normal(words))
    if code is None:
        await guessing.count_wrong_code(uow, now, by)
        return Refused(text("vouching.bad_code"))
    return await _newcomer(uow, now, by, code)


async def give(uow: UnitOfWork, now: datetime, by: Person, code_id: int) -> Text | Refused:
    """Vouch for whose code this is; say how many they have by now."""
    code = await CODES(uow).get(code_id)
    if code is None or code.purpose != VOUCH:
        return Refused(text("choose.stale"))
    newcomer = await _newcomer(uow, now, by, code)
    if isinstance(newcomer, Refused):
        return newcomer
    if not await add_vouch(uow, now, newcomer.person, newcomer.town.id, by):
        return Refused(text("vouching.before"))
    return said_of(await apply_vouch(uow, now, newcomer.person, newcomer.town.id, by), newcomer)


def said_of(count: VouchCount, newcomer: Newcomer) -> Text:
    """Return what the member hears who has just vouched."""
    name = named(newcomer.person)
    if count.enough:
        return text("vouching.made_member", name=name, town=newcomer.town.name)
    if not count.needed:
        return text("vouching.noted", name=name)
    key = "vouching.coordinator_missing" if count.waits_for_coordinator else "vouching.counted"
    return text(key, name=name, given=count.given, needed=count.needed)


async def _newcomer(uow: UnitOfWork, now: datetime, by: Person, code: Code) -> Newcomer | Refused:
    person = await uow.people.get(code.person_id) if code.person_id is not None else None
    town = (await uow.network()).town(code.town_id)
    if person is None or town is None or not code.good_for(person.id, now):
        return Refused(text("vouching.bad_code"))
    why = await why_not(uow, by, person, town)
    return why or Newcomer(person=person, town=town, code_id=code.id)


async def why_not(uow: UnitOfWork, by: Person, person: Person, town: Town) -> Refused | None:
    """Return why this one cannot vouch for that person there; None: they can."""
    if by.was_one_with(person):
        return Refused(text("vouching.yourself"))
    if not by.has(VOUCHERS, town.id):
        return Refused(text("vouching.other_town", town=town.name))
    if person.has(VOUCHERS, town.id):
        return Refused(text("vouching.is_member", town=town.name))
    if not await wants_in(uow, person, town.id):
        return Refused(text("vouching.bad_code"))
    # Two apps that were one hand are one voucher; each of them hears so.
    if any(by.was_one_with(one) for one in await vouchers_of(uow, person.id, town.id)):
        return Refused(text("vouching.before"))
    return None
