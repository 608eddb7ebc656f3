"""Who may be a responder: a training attended, with us or elsewhere, and somebody's vouch."""

from alerts.people.person import Person, Role
from alerts.trainings.training_records import trained_at
from alerts.vouching.ports import TRAINED_ELSEWHERE
from alerts.vouching.vouch import VOUCHERS
from alerts.work.unit_of_work import UnitOfWork


async def is_trained(uow: UnitOfWork, person_id: int) -> bool:
    """Say whether they attended a training for members, or a coordinator said that they did elsewhere."""
    if await trained_at(uow, person_id) is not None:
        return True
    return person_id in await TRAINED_ELSEWHERE(uow).among([person_id])


def may_become_responder(person: Person, town_id: int) -> bool:
    """Say whether only a training may be missing: they are a member there, and no responder yet."""
    return person.has(VOUCHERS, town_id) and not person.has(frozenset({Role.RESPONDER}), town_id)
