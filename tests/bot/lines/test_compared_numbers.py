"""A safety number that changed is read from the bridge, shown to coordinators, and trusted once it was compared."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from alerts.people.person import Role
from alerts.trust import safety_number_changes
from alerts.trust.ports import CHANGED_NUMBERS
from bot.lines.health_monitor import LineHealthMonitor
from bot.transports.base import NeedsTrust
from storage.core import core_tables as t
from storage.database.sqlite_drivers import DriverOptions
from storage.trust.tables import changed_number
from tests.bot.lines.test_health_monitor import claimed
from tests.storage.house import NORTHAMPTON, House

DIGITS = "12345" * 12


@dataclass
class SignalLine:
    """A transport whose platform has safety numbers."""

    line_id: int
    name: str = "signal"
    answered_at: datetime | None = None
    answers: list[bool | None] = field(default_factory=lambda: [None, True])
    """What trusting comes to, one call after the other."""
    trusted: list[tuple[str, str | None]] = field(default_factory=list)

    async def safety_number(self, address: str) -> str | None:
        return DIGITS

    async def trust(self, address: str, digits: str | None) -> bool | None:
        self.trusted.append((address, digits))
        return self.answers.pop(0)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    opened = await House.open(tmp_path, DriverOptions.PLAIN)
    yield opened
    await opened.store.close()


async def test_it_is_read_kept_and_trusted_as_soon_as_the_bridge_answers_and_never_again(house: House) -> None:
    _, jean = await house.someone("jean", (Role.RESPONDER, NORTHAMPTON), line=house.signal)
    cora, _ = await house.someone("cora", (Role.COORDINATOR, NORTHAMPTON))
    watch, line = LineHealthMonitor(house.work, house.clock, lambda: None), SignalLine(house.signal)
    watch.watch(line)
    watch.sent(house.signal, claimed(contact_id=jean.id), NeedsTrust())
    await watch.look()
    [row] = await house.rows(changed_number)
    async with house.begin() as uow:
        change = await CHANGED_NUMBERS(uow).get(row.id)
        assert change is not None
        assert change.digits == DIGITS
    assert [one.role for one in await house.rows(t.resting_grant)] == ["responder"]
    await watch.look()
    assert line.trusted == [], "nobody has compared it"
    async with house.begin() as uow:
        by = await uow.people.get(cora.id)
        assert by is not None
        await safety_number_changes.confirm_number(uow, house.now, row.id, by)
    for _ in range(3):
        await watch.look()
    assert line.trusted == [("jean", DIGITS)] * 2
    assert [one.role for one in await house.rows(t.resting_grant)] == []
