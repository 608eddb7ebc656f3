"""A lease as the program holds it: until when it may send, by a clock moved by hand."""

from collections.abc import AsyncIterator

import pytest

from bot.lines.lease import MARGIN, LeaseLost, OnlyRun, SharedLease, SharedLeases
from storage.leases import LASTS
from storage.postgres import instance
from tests.postgres.server import PostgresServer
from tests.storage.mailbox import Mailbox

GOOD = LASTS.total_seconds() - MARGIN


class Hand:
    """Seconds."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
async def shared(server: PostgresServer) -> AsyncIterator[Mailbox]:
    opened = await Mailbox.on(server)
    yield opened
    await opened.store.close()


async def taken(shared: Mailbox, clock: Hand) -> SharedLease:
    lease = await SharedLeases(shared.store, instance(), clock).take(shared.line_id)
    assert isinstance(lease, SharedLease)
    return lease


async def test_nothing_is_sent_from_half_a_second_before_it_runs_out(shared: Mailbox) -> None:
    clock = Hand()
    lease = await taken(shared, clock)
    clock.seconds += GOOD - 0.001
    assert lease.holds()
    clock.seconds += 0.001
    assert not lease.holds()


async def test_renewing_gives_it_its_whole_time_again(shared: Mailbox) -> None:
    clock = Hand()
    lease = await taken(shared, clock)
    clock.seconds += GOOD + 60
    await lease.renew()
    assert lease.holds()


async def test_who_lost_it_hears_so_when_it_renews_and_sends_nothing_more(shared: Mailbox) -> None:
    clock = Hand()
    lost = await taken(shared, clock)
    await taken(shared, clock)
    with pytest.raises(LeaseLost):
        await lost.renew()
    assert not lost.holds()


async def test_each_lease_marks_its_claims_apart(shared: Mailbox) -> None:
    clock = Hand()
    first, second = await taken(shared, clock), await taken(shared, clock)
    assert first.boot != second.boot
    assert first.hold != second.hold


async def test_what_is_given_back_is_not_sent_on(shared: Mailbox) -> None:
    lease = await taken(shared, Hand())
    await lease.give_back()
    assert not lease.holds()


async def test_on_a_file_every_line_is_ours_for_good() -> None:
    only = OnlyRun("random")
    lease = await only.take(7)
    assert lease is only
    await only.renew()
    await only.give_back()
    assert only.holds()
    assert only.hold is None
