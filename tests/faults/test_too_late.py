"""What is over before it could go out is not sent, and the desk is told of how many that holds."""

import asyncio
from datetime import timedelta
from pathlib import Path

from alerts.incidents.timings import ALERT_LASTS
from tests.faults.neighborhood import Neighborhood, gathered, words
from tests.faults.quick_time import in_quick_time, until

SIX = 6
"""Of ten on Signal have it when the service goes down; the group is the seventh."""


@in_quick_time
async def test_an_alert_that_expired_while_signal_was_down_goes_to_nobody_more(tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        await down_in_the_middle(here)
        here.wrong[0] += ALERT_LASTS / timedelta(seconds=1)
        await here.signal.start()
        await here.settled()
        await until(lambda: told_too_late(here, 4), 60)
        await asyncio.sleep(60)
        assert sum(bool(here.heard(phone)) for phone in here.on_signal) == SIX
        assert told_too_late(here, 4), "and the card goes on saying so"


@in_quick_time
async def test_an_all_clear_while_signal_is_down_spares_those_who_never_heard_and_tells_those_who_did(
    tmp_path: Path,
) -> None:
    async with gathered(tmp_path) as here:
        await down_in_the_middle(here)
        for key in ("choice.allclear", "choice.yes.allclear"):
            await here.taps(key)
        await here.signal.start()
        await here.settled()
        await asyncio.sleep(120)
        knew = [phone for phone in here.on_signal if here.heard(phone)]
        assert len(knew) == SIX
        assert all(len(phone.messages) == 2 for phone in knew), "the alert, and its end"
        assert all(not phone.messages for phone in here.on_signal if phone not in knew)


async def down_in_the_middle(here: Neighborhood) -> None:
    down: list[asyncio.Task[None]] = []
    here.after("signal", SIX + 1, lambda: down.append(asyncio.create_task(here.signal.stop())))
    await here.confirm()
    await until(lambda: down and down[0].done(), 120)


def told_too_late(here: Neighborhood, people: int) -> bool:
    told = words("en", "card.told", sent=50 - people, all=50, groups=3, all_groups=3)
    return told in here.card() and words("en", "card.too_late", n=people) in here.card()
