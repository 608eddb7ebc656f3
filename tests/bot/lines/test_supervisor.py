"""The lines of one run: a part that fails ends the program instead of falling silent."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest

from bot.lines.factory import LineFactory
from bot.lines.health_monitor import LineHealthMonitor
from bot.lines.supervisor import LineSupervisor
from bot.lines.worker import LineWorker
from bot.outbound.line_lease import ExclusiveLease, Lease, Leases
from bot.process.clock import Clock
from bot.process.service import ServiceEnded
from bot.settings.settings import load
from bot.transports.base import InboundHandler, Transport
from bot.transports.telegram.transport import TelegramTransport
from handlers.core.inbound import Inbound
from storage.database.sqlite_drivers import DriverOptions
from storage.lines.lines import LineAccount
from tests.bot.fake_transport import FakeTransport, until
from tests.storage.house import House

TELEGRAM = {"TELEGRAM_BOT_TOKEN": "77:aaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "TELEGRAM_BASE_URL": "http://127.0.0.1:1"}


class Nobody:
    """Receives what never comes."""

    async def take(self, messages: list[Inbound], offset: int | None) -> None:
        raise AssertionError

    async def deaf(self, line_id: int, since: datetime, until: datetime) -> None:
        raise AssertionError


class Failing(LineWorker):
    """Ends by itself."""

    async def run(self) -> None:
        raise RuntimeError("a fault of ours")


class Unstartable(TelegramTransport):
    """Its start fails, and not because a platform is away."""

    async def start(self, receiver: InboundHandler, offset: int | None) -> None:
        raise RuntimeError("a fault of ours")


class BrokenWorkshop(LineFactory):
    """Makes such transports."""

    def transport(self, account: LineAccount) -> Transport:
        token, origin = TELEGRAM.values()
        return Unstartable(account.line_id, token, origin, self.clock.now)


async def opened(
    house: House, folder: Path, make: type[LineFactory] = LineFactory, leases: Leases | None = None
) -> tuple[LineSupervisor, LineFactory]:
    clock = Clock()
    async with house.begin() as uow:
        network = await uow.network()
    workshop = make(
        settings=load({**TELEGRAM, "REBATO_DATA": str(folder)}),
        store=house.store,
        work=house.work,
        network=network,
        clock=clock,
        transport_of=lambda _: None,
        watch=LineHealthMonitor(house.work, clock.now, lambda: None),
        fetched=lambda media, *, opened: None,
        wake=lambda: None,
        answered=lambda: None,
        deadline_set=lambda: None,
        post_box_of=lambda _: pytest.fail("there is no Signal here"),
    )
    board = LineSupervisor(workshop, leases or ExclusiveLease("first"), lambda _: Nobody(), lambda: None)
    await board.open()
    return board, workshop


async def ends_by_itself(board: LineSupervisor) -> None:
    with pytest.raises(ServiceEnded):
        async with asyncio.timeout(30):
            await board.run()
    assert board.ours == frozenset()


async def test_a_line_that_ends_by_itself_ends_the_program_though_another_one_still_works(tmp_path: Path) -> None:
    house = await House.open(tmp_path, DriverOptions.PLAIN)
    board, workshop = await opened(house, tmp_path)
    own = board._workers[house.telegram]
    board._workers[9] = Failing(own.account, workshop, ExclusiveLease("first"), Nobody(), lambda: None)
    await ends_by_itself(board)
    await house.store.close()


async def test_a_line_whose_transport_fails_to_start_ends_the_program(tmp_path: Path) -> None:
    house = await House.open(tmp_path, DriverOptions.PLAIN)
    board, _ = await opened(house, tmp_path, BrokenWorkshop)
    await ends_by_itself(board)
    await house.store.close()


class Elsewhere:
    """Another instance has every line."""

    lines: frozenset[int] = frozenset()

    async def take(self, line_id: int) -> Lease | None:
        return None

    async def worked_elsewhere(self) -> frozenset[int]:
        return self.lines


class Spare(FakeTransport):
    """Says whether it was ended."""

    over = False

    async def stop(self) -> None:
        self.over = True


class SpareWorkshop(LineFactory):
    """Makes such transports."""

    def transport(self, account: LineAccount) -> Transport:
        return Spare(account.line_id)


async def test_pictures_of_another_instance_s_line_can_be_had_until_nobody_sends_any_more(tmp_path: Path) -> None:
    house = await House.open(tmp_path, DriverOptions.PLAIN)
    board, _ = await opened(house, tmp_path, SpareWorkshop, Elsewhere())
    running = asyncio.create_task(board.run())
    await until(lambda: bool(board._tasks))
    spare = board.transport_of(house.telegram)
    assert isinstance(spare, Spare)
    board.stop()
    await asyncio.wait([running], timeout=0.2)
    assert not spare.over, "couriers of other lines still have two seconds"
    board.hang_up()
    await running
    assert spare.over
    await house.store.close()


async def test_a_line_whose_settings_are_gone_is_known_as_idle_unless_another_instance_works_it(tmp_path: Path) -> None:
    house = await House.open(tmp_path, DriverOptions.PLAIN)
    board, _ = await opened(house, tmp_path)
    assert board.idle == {house.signal}, "there is no SIGNAL_SERVICE here"
    assert board.transport_of(house.signal) is None
    leases = Elsewhere()
    leases.lines = frozenset({house.signal})
    board, _ = await opened(house, tmp_path, leases=leases)
    assert board.idle == frozenset()
    await house.store.close()
