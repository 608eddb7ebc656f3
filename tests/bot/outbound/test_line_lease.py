"""A lease as the program holds it: until when it may send, by a clock moved by hand."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import asyncpg
import pytest
from sqlalchemy import text

from bot.outbound.line_lease import MARGIN, ExclusiveLease, LeaseLost, SharedLease, SharedLeases
from storage.database import line_leases
from storage.database.line_leases import LASTS
from storage.database.postgres_engine import WRITERS, instance
from tests.postgres.server import PostgresServer
from tests.storage.mailbox import Mailbox

FROZEN = "rebato-frozen"
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


@asynccontextmanager
async def frozen(shared: Mailbox) -> AsyncIterator["asyncio.Task[Any]"]:
    """Another instance's session, in the midst of a statement, with the writers' lock in its hand."""
    url = shared.store.engine.url
    session = await asyncpg.connect(
        host=url.host, port=url.port, user=url.username, database=url.database,
        server_settings={"application_name": FROZEN},
    )  # fmt: skip
    begun = asyncio.Event()

    async def stands_still() -> None:
        async with session.transaction():
            await session.execute(f"SELECT pg_advisory_xact_lock({WRITERS})")
            begun.set()
            await session.execute("SELECT pg_sleep(60)")

    standing = asyncio.create_task(stands_still())
    await begun.wait()
    try:
        yield standing
    finally:
        session.terminate()
        await asyncio.gather(standing, return_exceptions=True)


async def of_another(shared: Mailbox, ago: timedelta) -> None:
    """It holds the line, and renewed its lease so long before it ran out."""
    await shared.store.transact(partial(line_leases.take, line_id=shared.line_id, owner=FROZEN))
    milliseconds = ago // timedelta(milliseconds=1)
    late = text("UPDATE lease SET until = until - :milliseconds").bindparams(milliseconds=milliseconds)
    await shared.store.transact(lambda connection: connection.execute(late))


async def test_who_froze_in_the_midst_of_a_statement_is_relieved_once_its_lease_has_run_out(shared: Mailbox) -> None:
    await of_another(shared, LASTS)
    async with frozen(shared) as standing, asyncio.timeout(8):
        assert await SharedLeases(shared.store, instance(), Hand()).take(shared.line_id) is not None
        with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)):
            await standing


async def test_who_is_at_work_on_a_long_statement_is_left_alone_while_its_lease_is_good(shared: Mailbox) -> None:
    await of_another(shared, timedelta(0))
    async with frozen(shared) as standing, asyncio.timeout(8):
        assert await SharedLeases(shared.store, instance(), Hand()).take(shared.line_id) is None
        assert not standing.done()


async def test_on_a_file_every_line_is_ours_for_good() -> None:
    only = ExclusiveLease("random")
    lease = await only.take(7)
    assert lease is only
    await only.renew()
    await only.give_back()
    assert only.holds()
    assert only.hold is None
