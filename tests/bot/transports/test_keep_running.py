"""What keeps a line hearing: begun anew after a fault, in no hot loop, and still easy to end."""

import asyncio

from structlog.testing import capture_logs

from bot.transports.keep_running import FIRST_WAIT, LONGEST_WAIT, keep_running


class UnitOfWorkFactory:
    """Fails so often, then ends by itself."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.pauses: list[float] = []

    async def run(self) -> None:
        if self.failures > 0:
            self.failures -= 1
            raise KeyError("unforeseen")

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)


async def test_what_fails_is_logged_and_begun_anew_after_a_pause_that_grows() -> None:
    work = UnitOfWorkFactory(7)
    with capture_logs() as logs:
        await keep_running(work.run, 7, "watchdog", work.sleep)
    assert work.pauses == [FIRST_WAIT, 2, 4, 8, 16, LONGEST_WAIT, LONGEST_WAIT]
    assert [(one["event"], one["line"], one["what"]) for one in logs] == [("line.hearing_failed", 7, "watchdog")] * 7


async def test_it_can_be_cancelled_while_it_works_and_while_it_pauses() -> None:
    for work in (asyncio.Event().wait, UnitOfWorkFactory(1).run):
        task = asyncio.create_task(keep_running(work, 7, "watchdog", asyncio.sleep))
        await asyncio.sleep(0.01)
        task.cancel()
        assert await asyncio.gather(task, return_exceptions=True)
        assert task.cancelled()
