"""Who may have a seat in a shift, and who may plan one."""

from collections.abc import Collection

from alerts.people.person import COORDINATOR, DESK, Person
from alerts.work.unit_of_work import UnitOfWork


def may_sit(person: Person, town_ids: Collection[int]) -> bool:
    """Say whether they may have a seat: who works the desk of each of these towns."""
    return bool(town_ids) and all(person.has(DESK, town_id) for town_id in town_ids)


def may_plan_shifts(person: Person, town_ids: Collection[int]) -> bool:
    """Say whether they may plan, move and call off shifts of these towns: who coordinates each of them."""
    return bool(town_ids) and all(person.has(COORDINATOR, town_id) for town_id in town_ids)


async def those_who_may_sit(
    uow: UnitOfWork, people: Collection[int | None], town_ids: Collection[int]
) -> tuple[int | None, ...]:
    """Return the same seats, free (None) where whoever was to have one works that desk no more."""
    return tuple([person_id if await _may(uow, person_id, town_ids) else None for person_id in people])


async def _may(uow: UnitOfWork, person_id: int | None, town_ids: Collection[int]) -> bool:
    person = await uow.people.get(person_id) if person_id is not None else None
    return person is not None and may_sit(person, town_ids)
