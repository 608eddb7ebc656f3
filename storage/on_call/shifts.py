"""Shifts in the database."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.on_call.shift import Shift, ShiftPlan
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.on_call.shift_seats import seats_of
from storage.on_call.tables import shift, shift_seat, shift_town
from storage.on_call.widened_towns import IS_COVERED

# Built once: to build a statement takes longer than SQLite needs for it.
_shift, _town, _seat = shift.c, shift_town.c, shift_seat.c
_IN_ORDER = select(shift).order_by(_shift.starts_at, _shift.id)
_WITH_ID = select(shift).where(_shift.id == bindparam("which"))
_BETWEEN = _IN_ORDER.where(_shift.starts_at < bindparam("end"), _shift.ends_at > bindparam("begin"))
_BETWEEN_IN_TOWNS = _BETWEEN.where(
    exists().where(_town.shift_id == _shift.id, _town.town_id.in_(bindparam("towns", expanding=True)))
)
_OF_PERSON = _IN_ORDER.where(
    _shift.ends_at > bindparam("after"),
    exists().where(_seat.shift_id == _shift.id, _seat.person_id == bindparam("whose")),
)
_OF_ROTA = _IN_ORDER.where(_shift.rota_id == bindparam("made_by"), _shift.starts_at > bindparam("after"))
_TOWNS = (
    select(shift_town).where(_town.shift_id.in_(bindparam("shifts", expanding=True)), IS_COVERED).order_by(_town.id)
)
_ADD, _ADD_TOWN, _ADD_SEAT = insert(shift), insert(shift_town), insert(shift_seat)
_NARROW = delete(shift_town).where(_town.shift_id == bindparam("which"), _town.widened.is_(True))
_CHANGE = update(shift).where(_shift.id == bindparam("which"))
_MOVE = _CHANGE.values(starts_at=bindparam("begin"), ends_at=bindparam("end"))
_FORGET_ANSWERS = (
    update(shift_seat).where(_seat.shift_id == bindparam("which")).values(confirmed_at=None, started_at=None)
)
_SET_GAPS_TOLD = _CHANGE.values(gaps_told=bindparam("gaps"))
_REMOVE = delete(shift).where(_shift.id == bindparam("which"))
_REMOVE_TOWNLESS = delete(shift).where(~exists().where(_town.shift_id == _shift.id, _town.widened.is_(False)))


class SqlShifts:
    """Shifts in the database (port: alerts/on_call/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def add(self, plan: ShiftPlan, rota_id: int | None = None) -> Shift:
        """Keep a new shift with its seats; who stands in the plan twice gets the first of both."""
        made = {
            "id": new_id(),
            "starts_at": plan.starts_at,
            "ends_at": plan.ends_at,
            "rota_id": rota_id,
            "wanted": len(plan.people),
            "gaps_told": 0,
        }
        await self._run(_ADD, made)
        towns = [
            {"id": new_id(), "shift_id": made["id"], "town_id": town, "widened": False}
            for town in dict.fromkeys(plan.town_ids)
        ]
        await self._run(_ADD_TOWN, towns)
        people: dict[int, int] = {}
        for position, person_id in enumerate(plan.people, 1):
            if person_id is not None:
                people.setdefault(person_id, position)
        nothing = {"confirmed_at": None, "started_at": None, "offered_at": None}
        seats = [
            {"id": new_id(), "shift_id": made["id"], "position": position, "person_id": whose, **nothing}
            for whose, position in people.items()
        ]
        if seats:
            await self._run(_ADD_SEAT, seats)
        [kept] = await self._found(_WITH_ID, {"which": made["id"]})
        return kept

    async def get(self, shift_id: int) -> Shift | None:
        """Return the shift of this id; None where there is none (any more)."""
        found = await self._found(_WITH_ID, {"which": shift_id})
        return found[0] if found else None

    async def between(self, begin: datetime, end: datetime, town_ids: Collection[int] | None = None) -> list[Shift]:
        """Return what runs at any moment from `begin` to before `end`, the soonest first."""
        given: dict[str, Any] = {"begin": begin, "end": end}
        if town_ids is None:
            return await self._found(_BETWEEN, given)
        return await self._found(_BETWEEN_IN_TOWNS, given | {"towns": list(town_ids)})

    async def of_person(self, person_id: int, after: datetime) -> list[Shift]:
        """Return the shifts in which they have a seat and that end later than that, the soonest first."""
        return await self._found(_OF_PERSON, {"whose": person_id, "after": after})

    async def of_rota(self, rota_id: int, after: datetime) -> list[Shift]:
        """Return the shifts that this rota made and that begin later than that, the soonest first."""
        return await self._found(_OF_ROTA, {"made_by": rota_id, "after": after})

    async def move(self, shift_id: int, starts_at: datetime, ends_at: datetime) -> None:
        """Let it run then; nobody has said yet that they will be there then."""
        await self._run(_MOVE, {"which": shift_id, "begin": starts_at, "end": ends_at})
        await self._run(_FORGET_ANSWERS, {"which": shift_id})

    async def widen(self, shift_id: int, town_ids: Collection[int]) -> None:
        """Let it cover these towns besides its own, and no others."""
        await self._run(_NARROW, {"which": shift_id})
        more = [{"id": new_id(), "shift_id": shift_id, "town_id": town, "widened": True} for town in town_ids]
        if more:
            await self._run(_ADD_TOWN, more)

    async def set_gaps_told(self, shift_id: int, gaps: int) -> None:
        """Keep of how many free seats the coordinators know."""
        await self._run(_SET_GAPS_TOLD, {"which": shift_id, "gaps": gaps})

    async def remove(self, shift_id: int) -> bool:
        """Delete it, with its seats; False where it is gone already."""
        return bool((await self._run(_REMOVE, {"which": shift_id})).rowcount == 1)

    async def remove_townless(self) -> None:
        """Delete the shifts that are no town's any more."""
        await self._run(_REMOVE_TOWNLESS, {})

    async def _found(self, query: Any, given: dict[str, Any]) -> list[Shift]:
        rows = list(await self._run(query, given))
        ids = [row.id for row in rows]
        towns: dict[tuple[int, bool], list[int]] = defaultdict(list)
        if ids:
            for town in await self._run(_TOWNS, {"shifts": ids}):
                towns[town.shift_id, town.widened].append(town.town_id)
        seats = await seats_of(self._session, ids)
        return [
            Shift(
                id=row.id,
                town_ids=tuple(towns[row.id, False]),
                widened=tuple(towns[row.id, True]),
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                wanted=row.wanted,
                seats=tuple(seats.get(row.id, ())),
                rota_id=row.rota_id,
                gaps_told=row.gaps_told,
            )
            for row in rows
        ]

    async def _run(self, statement: Any, values: dict[str, Any] | Sequence[dict[str, Any]]) -> Any:
        return await (await self._session.connection()).execute(statement, values)
