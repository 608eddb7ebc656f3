"""The lines of one run: a part that fails ends the program instead of falling silent."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.config import load
from bot.line_watch import LineWatch
from bot.lines.keeper import Keeper
from bot.lines.lease import OnlyRun
from bot.lines.switchboard import Switchboard
from bot.lines.workshop import Workshop
from bot.service import ServiceEnded
from handlers.inbound import Inbound
from storage.drivers import Wanted
from tests.storage.house import House

TELEGRAM = {"TELEGRAM_BOT_TOKEN": "77:aaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "TELEGRAM_BASE_URL": "http://127.0.0.1:1"}


class Nobody:
    """Receives what never comes."""

    async def take(self, messages: list[Inbound], offset: int | None) -> None:
        raise AssertionError

    async def deaf(self, line_id: int, since: datetime, until: datetime) -> None:
        raise AssertionError


class Failing(Keeper):
    """Ends by itself."""

    async def run(self) -> None:
        raise RuntimeError("a fault of ours")


async def test_a_line_that_ends_by_itself_ends_the_program_though_another_one_still_works(tmp_path: Path) -> None:
    house, clock = await House.open(tmp_path, Wanted.PLAIN), Clock()
    async with house.begin() as uow:
        network = await uow.network()
    workshop = Workshop(
        settings=load({**TELEGRAM, "REBATO_DATA": str(tmp_path)}),
        store=house.store,
        network=network,
        clock=clock,
        transport_of=lambda _: None,
        watch=LineWatch(house.work, clock.now, lambda: None),
        wake=lambda: None,
        recorded=lambda: None,
        post_box_of=lambda _: pytest.fail("there is no Signal here"),
    )
    leases = OnlyRun("first")
    board = Switchboard(workshop, leases, lambda _: Nobody(), lambda: None)
    await board.open()
    own = board._keepers[house.telegram]
    board._keepers[9] = Failing(own.account, workshop, leases, Nobody(), lambda: None)
    with pytest.raises(ServiceEnded):
        async with asyncio.timeout(30):
            await board.run()
    assert board.ours == frozenset()
    await house.store.close()
