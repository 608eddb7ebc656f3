"""Tests of the alarm that are on their way while an alert goes out: the alert must not be taken for one."""

from typing import Protocol

from alerts.work.port import Port


class RunningTests(Protocol):
    """Test messages that are not sent yet."""

    async def withdraw(self, town_id: int) -> None:
        """Send nothing more of a test that runs in this town."""
        ...


RUNNING_TESTS = Port[RunningTests]("running tests")
