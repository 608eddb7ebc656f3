"""Monthly tests of the alarm in the database: one a town."""

from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.reach_tests.monthly import ReachSchedule
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.reach_tests.tables import reach_schedule

# Built once: to build a statement takes longer than SQLite needs for it.
_schedule = reach_schedule.c
_ALL = select(reach_schedule).order_by(_schedule.id)
_OF_TOWN = _ALL.where(_schedule.town_id == bindparam("town"))
_WITH_ID = _ALL.where(_schedule.id == bindparam("which"))
_ALIKE = _ALL.where(_schedule.weekday == bindparam("on"), _schedule.hour == bindparam("at"))
_ADD = insert(reach_schedule)
_END = delete(reach_schedule).where(_schedule.town_id == bindparam("town"))


class SqlReachSchedules:
    """Monthly tests in the database (port: alerts/reach_tests/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def of(self, town_id: int) -> ReachSchedule | None:
        """Return the town's schedule; None where it has none."""
        found = await self._found(_OF_TOWN, {"town": town_id})
        return found[0] if found else None

    async def get(self, schedule_id: int) -> ReachSchedule | None:
        """Return the schedule of this id; None where it is gone."""
        found = await self._found(_WITH_ID, {"which": schedule_id})
        return found[0] if found else None

    async def alike(self, schedule: ReachSchedule) -> list[ReachSchedule]:
        """Return every schedule of the same day and hour, this one too."""
        return await self._found(_ALIKE, {"on": schedule.weekday, "at": schedule.hour})

    async def set(self, town_id: int, weekday: int, hour: int) -> ReachSchedule:
        """Keep it, in place of the town's one before."""
        before = await self.of(town_id)
        await self.end(town_id)
        # The deadline of the one before is moved, not doubled.
        made = ReachSchedule(id=before.id if before else new_id(), town_id=town_id, weekday=weekday, hour=hour)
        await self._run(_ADD, {"id": made.id, "town_id": town_id, "weekday": weekday, "hour": hour})
        return made

    async def end(self, town_id: int) -> bool:
        """Let the town have none; False where it had none."""
        return bool((await self._run(_END, {"town": town_id})).rowcount)

    async def _found(self, query: Any, values: dict[str, int]) -> list[ReachSchedule]:
        rows = await self._run(query, values)
        return [ReachSchedule(id=row.id, town_id=row.town_id, weekday=row.weekday, hour=row.hour) for row in rows]

    async def _run(self, statement: Any, values: dict[str, int]) -> Any:
        return await (await self._session.connection()).execute(statement, values)
