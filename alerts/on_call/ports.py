"""What the use cases of shifts need of storage. Times are aware UTC."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from alerts.on_call.rota import Rota, RotaPlan
from alerts.on_call.shift import Shift, ShiftPlan, ShiftSeat
from alerts.on_call.shift_wishes import ShiftWish
from alerts.work.port import Port


class Shifts(Protocol):
    """What is planned. Seats of who stopped, is suspended or banned count as free."""

    async def add(self, plan: ShiftPlan, rota_id: int | None = None) -> Shift:
        """Keep a new shift with its seats; who stands in the plan twice gets the first of both."""
        ...

    async def get(self, shift_id: int) -> Shift | None:
        """Return the shift of this id; None where there is none (any more)."""
        ...

    async def between(self, begin: datetime, end: datetime, town_ids: Collection[int] | None = None) -> list[Shift]:
        """Return what runs at any moment from `begin` to before `end`, the soonest first.

        `town_ids`: of any of these towns; None: everywhere.
        """
        ...

    async def of_person(self, person_id: int, after: datetime) -> list[Shift]:
        """Return the shifts in which they have a seat and that end later than that, the soonest first.

        Of who stopped, is suspended or banned too.
        """
        ...

    async def of_rota(self, rota_id: int, after: datetime) -> list[Shift]:
        """Return the shifts that this rota made and that begin later than that, the soonest first."""
        ...

    async def move(self, shift_id: int, starts_at: datetime, ends_at: datetime) -> None:
        """Let it run then; nobody has said yet that they will be there then."""
        ...

    async def widen(self, shift_id: int, town_ids: Collection[int]) -> None:
        """Let it cover these towns besides its own, and no others."""
        ...

    async def set_gaps_told(self, shift_id: int, gaps: int) -> None:
        """Keep of how many free seats the coordinators know."""
        ...

    async def remove(self, shift_id: int) -> bool:
        """Delete it, with its seats; False where it is gone already."""
        ...

    async def remove_townless(self) -> None:
        """Delete the shifts that are no town's any more."""
        ...


class ShiftSeats(Protocol):
    """Who has which seat."""

    async def get(self, seat_id: int) -> ShiftSeat | None:
        """Return the seat of this id; None where it is free by now, or gone."""
        ...

    async def take(self, shift_id: int, position: int, person_id: int, confirmed_at: datetime | None) -> bool:
        """Give them a free seat; False where somebody has it, or they have another one of this shift."""
        ...

    async def hand(self, seat: ShiftSeat, person_id: int, confirmed_at: datetime | None) -> bool:
        """Let another person have this seat; False where it is not as it was any more, or they have one already."""
        ...

    async def vacate(self, shift_id: int, person_id: int) -> None:
        """Make whatever seat they have in it free."""
        ...

    async def leave(self, seat: ShiftSeat) -> bool:
        """Make the seat free; False where it is not theirs any more."""
        ...

    async def trade_places(self, one: ShiftSeat, other: ShiftSeat) -> None:
        """Let two who have seats in one shift be rung in the other order."""
        ...

    async def confirm(self, seat: ShiftSeat, now: datetime) -> bool:
        """Keep that they will be there, and that they don't offer it; False where it is not theirs any more."""
        ...

    async def offer(self, seat: ShiftSeat, now: datetime | None) -> bool:
        """Keep that they would rather have somebody take it (None: no more); False where it is not theirs any more."""
        ...

    async def start(self, seat: ShiftSeat, now: datetime) -> bool:
        """Keep that they said "I'm on"; False where they did, or it is not theirs any more."""
        ...


class ShiftWishes(Protocol):
    """What people at the desk would rather not be asked, or told."""

    async def of(self, person_ids: Collection[int]) -> Mapping[int, frozenset[ShiftWish]]:
        """Return the wishes of each of these persons; who has none is in it with nothing."""
        ...

    async def set(self, person_id: int, wish: ShiftWish, *, has: bool) -> None:
        """Keep that they wish so, or not (any more)."""
        ...


class Rotas(Protocol):
    """What repeats."""

    async def add(self, plan: RotaPlan, made_through: date) -> Rota:
        """Keep a new rota."""
        ...

    async def get(self, rota_id: int) -> Rota | None:
        """Return the rota of this id; None where it was ended."""
        ...

    async def every(self) -> list[Rota]:
        """Return every rota, the oldest first."""
        ...

    async def set_made_through(self, rota_id: int, day: date) -> None:
        """Keep up to which day its shifts are made."""
        ...

    async def set_ends_on(self, rota_id: int, day: date) -> None:
        """Keep on which day its last shift may begin."""
        ...

    async def vacate(self, person_id: int, rota_ids: Collection[int]) -> None:
        """Let this person have no seat in what these make from now on."""
        ...

    async def remove(self, rota_id: int) -> bool:
        """Delete it: the shifts that it made stay; False where it is gone already."""
        ...


SHIFTS = Port[Shifts]("shifts")
SHIFT_SEATS = Port[ShiftSeats]("shift seats")
SHIFT_WISHES = Port[ShiftWishes]("shift wishes")
ROTAS = Port[Rotas]("rotas")
