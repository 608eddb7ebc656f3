"""What tests of the alarm need of storage. Times are aware UTC."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from alerts.reach_tests.monthly import ReachSchedule
from alerts.reach_tests.reach_test import ReachTest
from alerts.reach_tests.tested_people import ReachTestPerson
from alerts.work.port import Port


class ReachTests(Protocol):
    """Tests of the alarm: whom they went to, and who answered."""

    async def begin(self, town_ids: Sequence[int], now: datetime) -> ReachTest:
        """Keep that a test of these towns starts."""
        ...

    async def add(self, test_id: int, notice_id: int, contact_ids: Sequence[int], now: datetime) -> None:
        """Keep that this notice of the test goes to these contacts; of each the result of one earlier test stays."""
        ...

    async def get(self, test_id: int) -> ReachTest | None:
        """Return the test of this id; None where it is gone."""
        ...

    async def of_town(self, town_id: int, most: int) -> list[ReachTest]:
        """Return so many tests of this town at most, the newest first."""
        ...

    async def contacts(self, town_ids: Collection[int], idle_lines: Collection[int]) -> dict[int, list[int]]:
        """Return whom a test of these towns would go to: the contacts by the ids of their persons.

        Everybody with a role there who said yes, did not stop and is not away, on each app where they can be reached.
        """
        ...

    async def people(self, test_id: int, town_id: int) -> list[ReachTestPerson]:
        """Return who of this town was in the test and still has a role there; in the order in which they came."""
        ...

    async def answered(self, test_id: int, contact_id: int, now: datetime) -> bool:
        """Keep that they answered there; False where they had, or it did not go there."""
        ...

    async def end(self, test_id: int, now: datetime) -> None:
        """Let answers count no more, and send nothing of it any more."""
        ...

    async def forget(self, test_id: int) -> None:
        """Remove it with all its results."""
        ...

    async def pages(self, test_id: int) -> dict[int, int]:
        """Return the results that are shown: the notice by the person who sees it."""
        ...

    async def set_page(self, test_id: int, person_id: int, notice_id: int) -> None:
        """Keep that this notice shows them the results from now on, in place of one before."""
        ...


class ReachSchedules(Protocol):
    """Monthly tests, one a town at most."""

    async def of(self, town_id: int) -> ReachSchedule | None:
        """Return the town's schedule; None where it has none."""
        ...

    async def get(self, schedule_id: int) -> ReachSchedule | None:
        """Return the schedule of this id; None where it is gone."""
        ...

    async def alike(self, schedule: ReachSchedule) -> list[ReachSchedule]:
        """Return every schedule of the same day and hour, this one too."""
        ...

    async def set(self, town_id: int, weekday: int, hour: int) -> ReachSchedule:
        """Keep it, in place of the town's one before."""
        ...

    async def end(self, town_id: int) -> bool:
        """Let the town have none; False where it had none."""
        ...


REACH_TESTS = Port[ReachTests]("reach tests")
REACH_SCHEDULES = Port[ReachSchedules]("reach schedules")
