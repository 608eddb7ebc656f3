"""Fault x what must hold: a broadcast on both platforms, and one of them in trouble in the middle of it.

What holds: everybody who can be reached has the alert, once, or again with a line that says so; who cannot is counted
on the desk's card; the other platform is as quick as on a calm day, for the broadcast and for who writes there; of what
lasts the desk hears once, where it can still read it, and once that it is over.
"""

from pathlib import Path

import pytest

from alerts.lines.troubles import Trouble
from tests.faults.fault import Fault
from tests.faults.neighborhood import Heard, Neighborhood, gathered, words
from tests.faults.quick_time import in_quick_time, until
from tests.faults.signal_faults import SIGNAL
from tests.faults.telegram_faults import TELEGRAM

CALM = {"telegram": 5.0, "signal": 75.0}
"""Seconds from the tap on Send to the last one, on a calm day."""
PROMPT = 5.0
"""Seconds to an answer."""
CARD = 15.0
"""Seconds in which the card follows; its edits wait for whatever else goes to that chat."""


@pytest.mark.parametrize("fault", [*TELEGRAM, *SIGNAL], ids=str)
@in_quick_time
async def test_everybody_hears_it_once_and_the_other_platform_waits_for_nobody(fault: Fault, tmp_path: Path) -> None:
    async with gathered(tmp_path) as here:
        struck = await fault.strikes(here)
        await here.confirm()
        sent = here.time()
        await struck.begun.wait()
        await here.answered(fault.other, PROMPT)
        await here.settled()
        await struck.over.wait()
        assert _missed(here) == fault.lost
        assert all(heard.repeat for _, *again in here.alerts.values() for heard in again), "twice, and not marked"
        assert fault.doubles or all(heard == [Heard(heard[0].at, repeat=False)] for heard in here.alerts.values())
        assert _last(here, fault.other) - sent < CALM[fault.other], "the other platform waited"
        await until(lambda: _counted(here, fault), CARD)
        await until(lambda: _told(here, fault), CARD)


def _missed(here: Neighborhood) -> int:
    """How many people and groups have not heard it."""
    everybody = (*here.neighbors, here.telegram_group, here.signal_group)
    return sum(not here.heard(who) for who in everybody)


def _last(here: Neighborhood, platform: str) -> float:
    screens = (
        (*here.on_telegram, here.telegram_group) if platform == "telegram" else (*here.on_signal, here.signal_group)
    )
    return max(here.heard(screen)[0].at for screen in screens)


def _counted(here: Neighborhood, fault: Fault) -> bool:
    """The card says how many have it, and how many will not."""
    reached = len(here.neighbors) - fault.lost
    told = words("en", "card.told", sent=reached, all=len(here.neighbors), groups=3, all_groups=3)
    lost = words("en", "card.unreachable", n=fault.lost)
    return told in here.card() and (lost in here.card()) == bool(fault.lost)


def _told(here: Neighborhood, fault: Fault) -> bool:
    """The desk knows as much as it must, and was not called for less."""
    there, cut_off = (here.ines, here.dana) if fault.platform == "telegram" else (here.dana, here.ines)
    begun = {key: len(here.told(there, key)) for key in _LINE if here.told(there, key)}
    over = [len(here.told(phone, "desk.line.back", platform=fault.platform.title())) for phone in (there, cut_off)]
    for_nobody = [key for key in _LINE if here.told(cut_off, key)]
    return (begun, over, for_nobody) == (({fault.told: 1}, [1, 1], []) if fault.told else ({}, [0, 0], []))


_LINE = [f"desk.line.{trouble}" for trouble in Trouble]
