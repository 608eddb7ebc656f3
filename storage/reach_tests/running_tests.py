"""Test messages that are not sent yet, taken back: an alert goes out, or the test is over."""

from collections.abc import Sequence

from sqlalchemy import bindparam, case, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core.core_tables import delivery
from storage.encryption.vault import Vault
from storage.reach_tests.tables import reach_test, reach_test_app, reach_test_town

# Built once: every alert asks whether a test runs in its town.
_RUNNING = (
    select(reach_test.c.id)
    .join(reach_test_town, reach_test_town.c.test_id == reach_test.c.id)
    .where(reach_test.c.ended_at.is_(None), reach_test_town.c.town_id == bindparam("town"))
)
_OF_TESTS = select(reach_test_app.c.notice_id).where(reach_test_app.c.test_id.in_(bindparam("tests", expanding=True)))
_WITHDRAW = (
    update(delivery)
    .where(delivery.c.state == "queued", delivery.c.notice_id.in_(_OF_TESTS))
    .values(state=case((delivery.c.repeat, "unknown"), else_="withdrawn"))
)


class SqlRunningTests:
    """Tests of the alarm that run, in the database (port: alerts/work/running_tests.py)."""

    def __init__(self, session: AsyncSession, _: Vault) -> None:
        self._session = session

    async def withdraw(self, town_id: int) -> None:
        """Send nothing more of a test that runs in this town."""
        running = await (await self._session.connection()).execute(_RUNNING, {"town": town_id})
        ids = list(running.scalars())
        if ids:
            await withdraw(self._session, ids)


async def withdraw(session: AsyncSession, test_ids: Sequence[int]) -> None:
    """Take back what waits of these tests; what may have arrived stays so."""
    await (await session.connection()).execute(_WITHDRAW, {"tests": list(test_ids)})
