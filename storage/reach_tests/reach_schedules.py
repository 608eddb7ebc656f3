"""Monthly tests of the alarm in the database: one a town."""

from typing import Any

from sqlalchemy import delete, insert, select
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.reach_tests.monthly import ReachSchedule
from storage.core.ids import new_id
from storage.encryption.vault import Vault
from storage.reach_tests.tables import reach_schedule


class SqlReachSchedules:
    """Monthly tests in the database (port: alerts/reach_tests/ports.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def of(self, town_id: int) -> ReachSchedule | None:
        """Return the town's schedule; None where it has none."""
        found = await self._found(reach_schedule.c.town_id == town_id)
        return found[0] if found else None

    async def get(self, schedule_id: int) -> ReachSchedule | None:
        """Return the schedule of this id; None where it is gone."""
        found = await self._found(reach_schedule.c.id == schedule_id)
        return found[0] if found else None

    async def alike(self, schedule: ReachSchedule) -> list[ReachSchedule]:
        """Return every schedule of the same day and hour, this one too."""
        same = reach_schedule.c.weekday == schedule.weekday, reach_schedule.c.hour == schedule.hour
        return await self._found(*same)

    async def set(self, town_id: int, weekday: int, hour: int) -> ReachSchedule:
        """Keep it, in place of the town's one before."""
        before = await self.of(town_id)
        await self.end(town_id)
        # The deadline of the one before is moved, not doubled.
        made = ReachSchedule(id=before.id if before else new_id(), town_id=town_id, weekday=weekday, hour=hour)
        await self._run(insert(reach_schedule).values(id=made.id, town_id=town_id, weekday=weekday, hour=hour))
        return made

    async def end(self, town_id: int) -> bool:
        """Let the town have none; False where it had none."""
        return bool((await self._run(delete(reach_schedule).where(reach_schedule.c.town_id == town_id))).rowcount)

    async def _found(self, *conditions: Any) -> list[ReachSchedule]:
        rows = await self._run(select(reach_schedule).where(*conditions).order_by(reach_schedule.c.id))
        return [ReachSchedule(id=row.id, town_id=row.town_id, weekday=row.weekday, hour=row.hour) for row in rows]

    async def _run(self, statement: Any) -> Any:
        return await (await self._session.connection()).execute(statement)
