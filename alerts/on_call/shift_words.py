"""A shift in words: when, of which towns, and who has it."""

from collections.abc import Awaitable, Callable

from alerts.network.town import Network
from alerts.notices import Text, Value, text
from alerts.on_call.shift import Shift
from alerts.people.naming import named
from alerts.work.unit_of_work import UnitOfWork

Naming = Callable[[UnitOfWork, int], Awaitable[Value]]
"""Returns what the person of this id is called."""


def when_and_where(network: Network, shift: Shift) -> Text:
    """Return when it runs and of which towns it is."""
    end = shift.ends_at.astimezone(network.zone).time()
    return text("on_call.line", begin=shift.starts_at, end=end, towns=town_names(network, shift))


def town_names(network: Network, shift: Shift) -> tuple[Value, ...]:
    """Return the names of the towns that it covers."""
    towns = (network.town(town_id) for town_id in shift.covers)
    return tuple(town.name for town in towns if town is not None)


async def name_of_person(uow: UnitOfWork, person_id: int) -> Value:
    """Return what others at the desk call this person; "somebody" where they are gone."""
    person = await uow.people.get(person_id)
    return named(person) if person is not None else text("desk.somebody")


async def who_has_it(uow: UnitOfWork, shift: Shift, naming: Naming = name_of_person) -> Text:
    """Return who has a seat, in their order, and how many seats are free. `naming`: what they are called there."""
    names = tuple([await naming(uow, seat.person_id) for seat in shift.seats])
    if not names:
        return text("on_call.who.nobody")
    free = len(shift.free)
    return text("on_call.who.some_free", names=names, free=free) if free else text("on_call.who", names=names)
