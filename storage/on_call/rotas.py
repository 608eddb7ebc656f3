"""Rotas in the database."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, time
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.on_call.rota import Rota, RotaPattern, RotaPlan
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.on_call.tables import rota, rota_seat, rota_town

# Built once: to build a statement takes longer than SQLite needs for it.
_rota, _town, _seat = rota.c, rota_town.c, rota_seat.c
_EVERY = select(rota).order_by(_rota.id)
_WITH_ID = _EVERY.where(_rota.id == bindparam("which"))
_TOWNS = select(rota_town).where(_town.rota_id.in_(bindparam("rotas", expanding=True))).order_by(_town.id)
_SEATS = select(rota_seat).where(_seat.rota_id.in_(bindparam("rotas", expanding=True)))
_ADD, _ADD_TOWN, _ADD_SEAT = insert(rota), insert(rota_town), insert(rota_seat)
_SET_MADE_THROUGH = update(rota).where(_rota.id == bindparam("which")).values(made_through=bindparam("day"))
_SET_ENDS_ON = update(rota).where(_rota.id == bindparam("which")).values(ends_on=bindparam("day"))
_VACATE = delete(rota_seat).where(
    _seat.rota_id.in_(bindparam("rotas", expanding=True)), _seat.person_id == bindparam("whose")
)
_REMOVE = delete(rota).where(_rota.id == bindparam("which"))
_HOUR = 60


class SqlRotas:
    """Rotas in the database (port: alerts/on_call/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def add(self, plan: RotaPlan, made_through: date) -> Rota:
        """Keep a new rota."""
        rota_id = new_id()
        values = {
            "id": rota_id,
            "weekdays": "".join(str(day) for day in plan.pattern.weekdays),
            "every": plan.pattern.every,
            "nth": plan.pattern.nth,
            "starts": _minute(plan.starts),
            "ends": _minute(plan.ends),
            "wanted": len(plan.people),
            "begins_on": plan.begins_on.toordinal(),
            "ends_on": plan.ends_on.toordinal() if plan.ends_on is not None else None,
            "made_through": made_through.toordinal(),
        }
        await self._run(_ADD, values)
        towns = [{"id": new_id(), "rota_id": rota_id, "town_id": town} for town in dict.fromkeys(plan.town_ids)]
        await self._run(_ADD_TOWN, towns)
        people: dict[int, int] = {}
        for position, person_id in enumerate(plan.people, 1):
            if person_id is not None:
                people.setdefault(person_id, position)
        seats = [
            {"id": new_id(), "rota_id": rota_id, "position": position, "person_id": whose}
            for whose, position in people.items()
        ]
        if seats:
            await self._run(_ADD_SEAT, seats)
        [kept] = await self._found(_WITH_ID, {"which": rota_id})
        return kept

    async def get(self, rota_id: int) -> Rota | None:
        """Return the rota of this id; None where it was ended."""
        found = await self._found(_WITH_ID, {"which": rota_id})
        return found[0] if found else None

    async def every(self) -> list[Rota]:
        """Return every rota, the oldest first."""
        return await self._found(_EVERY, {})

    async def set_made_through(self, rota_id: int, day: date) -> None:
        """Keep up to which day its shifts are made."""
        await self._run(_SET_MADE_THROUGH, {"which": rota_id, "day": day.toordinal()})

    async def set_ends_on(self, rota_id: int, day: date) -> None:
        """Keep on which day its last shift may begin."""
        await self._run(_SET_ENDS_ON, {"which": rota_id, "day": day.toordinal()})

    async def vacate(self, person_id: int, rota_ids: Collection[int]) -> None:
        """Let this person have no seat in what these make from now on."""
        await self._run(_VACATE, {"rotas": list(rota_ids), "whose": person_id})

    async def remove(self, rota_id: int) -> bool:
        """Delete it: the shifts that it made stay; False where it is gone already."""
        return bool((await self._run(_REMOVE, {"which": rota_id})).rowcount == 1)

    async def _found(self, query: Any, given: dict[str, Any]) -> list[Rota]:
        rows = list(await self._run(query, given))
        if not rows:
            return []
        ids = [row.id for row in rows]
        towns: dict[int, list[int]] = defaultdict(list)
        seats: dict[int, dict[int, int]] = defaultdict(dict)
        for town in await self._run(_TOWNS, {"rotas": ids}):
            towns[town.rota_id].append(town.town_id)
        for seat in await self._run(_SEATS, {"rotas": ids}):
            seats[seat.rota_id][seat.position] = seat.person_id
        return [_opened(row, towns[row.id], seats[row.id]) for row in rows]

    async def _run(self, statement: Any, values: dict[str, Any] | Sequence[dict[str, Any]]) -> Any:
        return await (await self._session.connection()).execute(statement, values)


def _opened(row: Any, towns: Sequence[int], seats: dict[int, int]) -> Rota:
    pattern = RotaPattern(weekdays=tuple(int(day) for day in row.weekdays), every=row.every, nth=row.nth)
    plan = RotaPlan(
        town_ids=tuple(towns),
        pattern=pattern,
        starts=_time(row.starts),
        ends=_time(row.ends),
        people=tuple(seats.get(position) for position in range(1, row.wanted + 1)),
        begins_on=date.fromordinal(row.begins_on),
        ends_on=date.fromordinal(row.ends_on) if row.ends_on is not None else None,
    )
    return Rota(id=row.id, plan=plan, made_through=date.fromordinal(row.made_through))


def _minute(at: time) -> int:
    return at.hour * _HOUR + at.minute


def _time(minute: int) -> time:
    return time(minute // _HOUR, minute % _HOUR)
