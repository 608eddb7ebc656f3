"""The vouches that count for somebody in a town by now."""

from alerts.people.person import Person
from alerts.vouching.ports import VOUCHES_GIVEN
from alerts.vouching.vouch import VouchCount, count_vouchers
from alerts.vouching.vouch_rule import vouches_needed
from alerts.work.unit_of_work import UnitOfWork


async def vouchers_of(uow: UnitOfWork, person_id: int, town_id: int) -> list[Person]:
    """Return who vouched for this person there, also those whose word counts no more; the oldest vouch first."""
    given = await VOUCHES_GIVEN(uow).of(person_id, town_id)
    found = [await uow.people.get(one.by_id) for one in given]
    return [one for one in found if one is not None]


async def vouch_count(uow: UnitOfWork, person_id: int, town_id: int) -> VouchCount:
    """Count the vouches of those who may still give one there; who lost the role or is suspended counts no more."""
    vouchers = await vouchers_of(uow, person_id, town_id)
    return count_vouchers(vouchers, town_id, vouches_needed(await uow.network()))
