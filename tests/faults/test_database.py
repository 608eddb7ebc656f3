"""Fault x what must hold: the database cannot be written for a minute, while people write and an alert goes out."""

import asyncio
from pathlib import Path

import pytest

from bot.drill.actors import fixed_part
from bot.drill.screen import Phone
from storage.core import core_tables as t
from tests.faults.illness import ILLNESSES, Illness, Patient
from tests.faults.neighborhood import Heard, Neighborhood, gathered
from tests.faults.quick_time import in_quick_time, until

MINUTE = 60.0
BUSY = 0.02
"""Seconds that SQLite waits for somebody else's transaction here; they are real ones."""
AFTER = 30.0
"""Seconds in which everybody has an answer once it is over."""
RECEIVED = fixed_part("en", "report.door", {})

each_illness = pytest.mark.parametrize("illness", ILLNESSES, ids=str)
full_or_locked = pytest.mark.parametrize("illness", ILLNESSES[:2], ids=str)
"""Once by an error at once, once by one that takes its time."""


@each_illness
@in_quick_time
async def test_nobody_is_told_got_it_before_it_is_kept_and_afterwards_everybody_once(
    illness: Illness, tmp_path: Path
) -> None:
    async with gathered(tmp_path, busy=BUSY) as here:
        patient = Patient(here.store, tmp_path / "rebato.db")
        await illness.begins(patient)
        strangers = [here.telegram.add_user("Sam"), here.signal.add_user("Tere")]
        for phone in strangers:
            await phone.says("a black car at Oak & 9th in Northampton")
        await asyncio.sleep(MINUTE)
        assert [answers(phone) for phone in strangers] == [0, 0], "a false 'got it'"
        assert here.telegram.world.updates.pending, "Telegram must offer it again"
        await illness.ends(patient)
        await until(lambda: all(answers(phone) for phone in strangers), AFTER)
        await asyncio.sleep(MINUTE)
        assert [answers(phone) for phone in strangers] == [1, 1]
        assert [row.state for row in await here.rows(t.inbox)] == ["done", "done"]
        assert not here.telegram.world.updates.pending
        assert said(here) == [illness.name, "database.well"], "one line when it begins, one when it ends"


@full_or_locked
@in_quick_time
async def test_a_broadcast_stops_and_goes_on_and_nobody_hears_it_twice(illness: Illness, tmp_path: Path) -> None:
    async with gathered(tmp_path, busy=BUSY) as here:
        patient = Patient(here.store, tmp_path / "rebato.db")
        beginning: list[asyncio.Task[None]] = []
        here.after("telegram", 12, lambda: beginning.append(asyncio.create_task(illness.begins(patient))))
        await here.confirm()
        await until(lambda: illness.name in here.events(), MINUTE)
        await asyncio.sleep(MINUTE)
        assert len(here.alerts) < len(here.neighbors), "what cannot be written down is not sent"
        await illness.ends(patient)
        await here.settled()
        assert len(here.alerts) == len(here.neighbors) + 2
        assert all(heard == [Heard(heard[0].at, repeat=False)] for heard in here.alerts.values())


@full_or_locked
@in_quick_time
async def test_a_deadline_that_passes_meanwhile_is_kept(illness: Illness, tmp_path: Path) -> None:
    async with gathered(tmp_path, busy=BUSY) as here:
        patient = Patient(here.store, tmp_path / "rebato.db")
        await here.rosa.says("/report 2 vans at Elm & 3rd")
        await until(lambda: here.told(here.dana, "card.head"), 10)
        await illness.begins(patient)
        await asyncio.sleep(MINUTE + 15)
        await illness.ends(patient)
        await until(lambda: here.told(here.dana, "desk.unclaimed"), AFTER)
        assert not [row for row in await here.rows(t.deadline) if row.state == "aside"]


def answers(phone: Phone) -> int:
    return sum(RECEIVED in text for text in phone.texts)


def said(here: Neighborhood) -> list[str]:
    return [event for event in here.events() if event.startswith("database.")]
