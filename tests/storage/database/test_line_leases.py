"""Leases on a real PostgreSQL: one instance at a time, whatever happens to it."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from functools import partial

import pytest
from sqlalchemy import text, update

from storage.core import core_tables as t
from storage.database import line_leases
from storage.database.faults import fault_of
from storage.database.line_leases import Hold
from storage.database.postgres_engine import instance
from storage.outbox.exchange import CourierExchange, exchange, first_exchange
from tests.postgres.server import PostgresServer, postgres
from tests.storage.mailbox import Mailbox, saying

DEAD = "rebato-dead"
"""An instance of which the server has no session."""


@pytest.fixture
async def shared(server: PostgresServer) -> AsyncIterator[Mailbox]:
    """One line in a database of several instances."""
    opened = await Mailbox.on(server)
    yield opened
    await opened.store.close()


async def take(mailbox: Mailbox, owner: str) -> Hold | None:
    return await mailbox.store.transact(partial(line_leases.take, line_id=mailbox.line_id, owner=owner))


async def held(mailbox: Mailbox, owner: str) -> Hold:
    hold = await take(mailbox, owner)
    assert hold is not None
    return hold


async def run_out(mailbox: Mailbox) -> None:
    await mailbox.store.transact(lambda connection: connection.execute(update(t.lease).values(until=mailbox.now)))


async def test_the_first_who_asks_has_the_line_and_the_second_has_to_wait(shared: Mailbox) -> None:
    mine = await held(shared, instance())
    assert await take(shared, "rebato-other") is None
    assert await shared.store.transact(partial(line_leases.renew, hold=mine))
    assert await shared.store.transact(partial(line_leases.is_held, hold=mine))


async def test_what_has_run_out_is_anybodys_and_its_holder_notices(shared: Mailbox) -> None:
    frozen = await held(shared, instance())
    await run_out(shared)
    taken = await held(shared, "rebato-other")
    assert taken.epoch == frozen.epoch + 1
    assert not await shared.store.transact(partial(line_leases.renew, hold=frozen))
    assert not await shared.store.transact(partial(line_leases.is_held, hold=frozen))


async def test_what_has_run_out_and_nobody_took_is_still_its_holders(shared: Mailbox) -> None:
    mine = await held(shared, instance())
    await run_out(shared)
    assert await shared.store.transact(partial(line_leases.is_held, hold=mine))
    assert await shared.store.transact(partial(line_leases.renew, hold=mine))
    assert await take(shared, "rebato-other") is None


async def test_the_line_of_an_instance_without_a_session_is_free_at_once(shared: Mailbox) -> None:
    await held(shared, DEAD)
    taken = await held(shared, instance())
    assert taken.epoch == 2


def power_cut(server: PostgresServer, _: int) -> None:
    server.kill()
    server.start()


def one_process_killed(_: PostgresServer, session: int) -> None:
    """As the kernel does where memory runs out; the server ends every other session itself."""
    os.kill(session, signal.SIGKILL)


async def once_it_answers(mailbox: Mailbox, owner: str) -> Hold | None:
    async with asyncio.timeout(30):
        while True:
            try:
                return await take(mailbox, owner)
            except Exception as error:
                if fault_of(error) is None and not isinstance(error, OSError):
                    raise
                await asyncio.sleep(0.05)


@pytest.mark.parametrize("fault", [power_cut, one_process_killed])
async def test_a_server_that_comes_back_takes_nobody_for_dead_who_is_only_not_back_yet(
    fault: Callable[[PostgresServer, int], None],
) -> None:
    with postgres() as server:
        mailbox = await Mailbox.on(server)
        await held(mailbox, "rebato-other")
        session = await mailbox.store.transact(lambda connection: connection.scalar(text("SELECT pg_backend_pid()")))
        await asyncio.to_thread(fault, server, session)
        assert await once_it_answers(mailbox, instance()) is None
        await run_out(mailbox)
        assert await take(mailbox, instance()) is not None
        await mailbox.store.close()


async def test_who_takes_its_own_line_anew_has_another_epoch(shared: Mailbox) -> None:
    """After a loss that it did not notice, none of its old claims may pass for new ones."""
    first = await held(shared, instance())
    second = await held(shared, instance())
    assert second.epoch == first.epoch + 1
    assert not await shared.store.transact(partial(line_leases.is_held, hold=first))


async def test_what_is_given_back_can_be_had_at_once(shared: Mailbox) -> None:
    mine = await held(shared, instance())
    await shared.store.transact(partial(line_leases.give_back, hold=mine))
    assert await take(shared, "rebato-other") is not None


async def test_of_many_who_ask_at_once_one_gets_it(shared: Mailbox) -> None:
    got = await asyncio.gather(*(take(shared, instance()) for _ in range(3)))
    # All of one instance, so that each takes it from the one before: never two with the same epoch.
    assert sorted(hold.epoch for hold in got if hold) == [1, 2, 3]


async def test_who_lost_the_line_claims_nothing_and_may_still_say_what_it_sent(shared: Mailbox) -> None:
    await shared.post(saying(), [await shared.contact("1"), await shared.contact("2")])
    lost = await held(shared, instance())
    given = CourierExchange(verdicts=(), hold=lost, known=None, order=shared.order())
    load = await shared.store.transact(lambda connection: exchange(connection, shared.vault, given))
    assert len(load.claimed) == 2
    await run_out(shared)
    await held(shared, "rebato-other")
    await shared.post(saying(), [await shared.contact("3")])
    load = await shared.store.transact(lambda connection: exchange(connection, shared.vault, given))
    assert load.claimed == []


async def test_who_froze_before_its_first_round_leaves_alone_what_its_successor_sends(shared: Mailbox) -> None:
    await shared.post(saying(), [await shared.contact("1")])
    frozen = await held(shared, instance())
    await run_out(shared)
    successor = await held(shared, "rebato-other")
    assert len(await shared.claim(boot="successor")) == 1
    now, line_id = shared.now, shared.line_id
    left = await shared.store.transact(lambda connection: first_exchange(connection, line_id, now, "frozen", frozen))
    assert left.deliveries == 0
    assert [(row.state, row.repeat) for row in await shared.deliveries()] == [("sending", False)]
    left = await shared.store.transact(lambda connection: first_exchange(connection, line_id, now, "next", successor))
    assert left.deliveries == 1
