"""The receiver on PostgreSQL: the bridge has its answer in time, whatever the server or the network to it does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any, TypeAlias

import asyncpg
import pytest
from sqlalchemy import event
from structlog.testing import capture_logs

from alerts.network.retention import Retention
from bot.receiver import write_slot as turns
from bot.receiver.write_slot import TookTooLong, WriteSlot
from handlers.core.lexicon import cleaner
from storage.database.open import open_database
from storage.database.postgres_engine import WRITERS
from storage.database.store import Store
from storage.database.url import parse_database_url
from storage.encryption.keyring import Keyring
from storage.unit_of_work import UnitOfWorkFactory
from tests.bot.receiver.test_receiver import Desk, opened, posted, said
from tests.postgres.server import PostgresServer
from tests.postgres.wire import Wire
from tests.storage.house import House

PATIENCE, FAREWELL = 0.3, 0.2
LONG, LONGER = 1.0, 30.0
"""Seconds in which a machine mostly reaches a commit; in which it has done anything, however busy."""
SOON = 6.0
"""Seconds; far less than anything else would wait, and enough on a busy machine."""

SharedTimeouts: TypeAlias = Callable[[float], None]
"""From now on the receiver is patient for so many seconds."""


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> SharedTimeouts:
    def patient(seconds: float) -> None:
        monkeypatch.setattr(turns, "TIMEOUT", seconds)

    patient(PATIENCE)
    monkeypatch.setattr(turns, "CANCEL_TIMEOUT", FAREWELL)
    return patient


@pytest.fixture
async def house(server: PostgresServer) -> AsyncIterator[House]:
    made = await House.on(server)
    yield made
    await made.store.close()


@pytest.fixture
async def wire(server: PostgresServer, house: House) -> AsyncIterator[Wire]:
    async with Wire(server.url_of(house.store.engine.url.database or "")).laid() as made:
        yield made


@pytest.fixture
async def desk(house: House, wire: Wire, patience: SharedTimeouts) -> AsyncIterator[Desk]:
    """A receiver whose every word to the server goes over the wire. It begins with all the time that it needs."""
    patience(LONGER)
    engine = open_database(parse_database_url(wire.address), Keyring.generate())
    store = Store(engine, house.store.vault)
    made = await opened(House(UnitOfWorkFactory(store, Retention(), "", cleaner())))
    patience(PATIENCE)
    yield made
    await made.session.close()
    await made.server.stop()
    await store.close()


@asynccontextmanager
async def locked(server: PostgresServer, house: House) -> AsyncIterator[Any]:
    """Another instance writes, and does not end: its connection."""
    other = await asyncpg.connect(server.url_of(house.store.engine.url.database or ""))
    try:
        await other.execute(f"SELECT pg_advisory_lock({WRITERS})")
        yield other
    finally:
        await other.close()


async def who_waits(other: Any) -> int:
    """Sessions that are left at the server in the queue for the lock."""
    asking = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = current_database()"
    return int(await other.fetchval(asking))


def checked_out(desk: Desk) -> int:
    """Connections that the pool has given out."""
    return desk.house.store.engine.pool.checkedout()  # type: ignore[attr-defined, no-any-return]


async def test_a_server_that_another_one_keeps_locked_is_said_in_time_and_the_next_post_is_kept(
    server: PostgresServer, house: House, desk: Desk, patience: SharedTimeouts
) -> None:
    async with locked(server, house) as other:
        begun = monotonic()
        with capture_logs() as told:
            assert await desk.posts(posted(said("refused"))) == 503
        assert PATIENCE < monotonic() - begun < SOON
        assert [entry["event"] for entry in told] == ["receiver.not_kept", "receiver.refused"]
        assert checked_out(desk) == await who_waits(other) == 0
    patience(LONGER)
    assert await desk.posts(posted(said("kept"))) == 200
    assert await desk.texts() == ["kept"]


async def test_posts_that_come_at_once_are_all_answered_in_time(
    server: PostgresServer, house: House, desk: Desk, patience: SharedTimeouts
) -> None:
    async with locked(server, house):
        begun = monotonic()
        posting = [desk.posts(posted(said(str(number)))) for number in range(5)]
        assert await asyncio.gather(*posting) == [503] * 5
        assert monotonic() - begun < SOON
    patience(LONGER)
    assert await desk.posts(posted(said("kept"))) == 200
    assert await desk.texts() == ["kept"]


async def test_who_waits_for_the_lock_gets_it_within_the_patience(
    server: PostgresServer, house: House, desk: Desk, patience: SharedTimeouts
) -> None:
    patience(LONGER)
    async with locked(server, house) as other:
        posting = asyncio.create_task(desk.posts(posted(said())))
        async with asyncio.timeout(LONGER):
            while not await who_waits(other):  # noqa: ASYNC110 - what is waited for stands in a database
                await asyncio.sleep(0.005)
    assert await posting == 200


@pytest.mark.parametrize("account", [None, "+14135550999"])
async def test_a_network_that_swallows_everything_is_said_in_time_and_the_next_post_is_kept(
    desk: Desk, wire: Wire, patience: SharedTimeouts, account: str | None
) -> None:
    wire.cut()
    begun = monotonic()
    assert await desk.posts(posted(said("swallowed"), account)) == 503
    assert monotonic() - begun < PATIENCE + FAREWELL + SOON
    assert checked_out(desk) == 0
    wire.mend()
    patience(LONGER)
    assert await desk.posts(posted(said("kept"))) == 200
    assert "kept" in await desk.texts()


async def test_a_post_that_was_committed_all_the_same_is_one_when_it_comes_again(
    server: PostgresServer, house: House, desk: Desk, wire: Wire, patience: SharedTimeouts
) -> None:
    committing = asyncio.Event()

    def swallowed(_: object) -> None:
        wire.cut_answers()
        committing.set()

    event.listen(desk.house.store.engine.sync_engine, "commit", swallowed, once=True)
    seconds = LONG
    while not committing.is_set():
        # Where a busy machine has not come so far, nothing is kept, and it gets more time.
        patience(seconds)
        assert await desk.posts(posted(said("two vans"))) == 503
        seconds *= 2
    assert checked_out(desk) == 0
    beside = await asyncpg.connect(server.url_of(house.store.engine.url.database or ""))
    async with asyncio.timeout(LONGER):
        while not await beside.fetchval("SELECT count(*) FROM envelope"):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
    await beside.close()
    wire.mend()
    patience(LONGER)
    assert await desk.posts(posted(said("two vans"))) == 200
    assert await desk.texts() == ["two vans"]
    # What could not be said to be kept is not said to be covered.
    assert len(desk.watch._running) == 0


async def test_a_start_that_waits_in_vain_says_what_to_look_at(
    server: PostgresServer, house: House, desk: Desk
) -> None:
    turn = WriteSlot(desk.house.store)
    async with locked(server, house):
        with pytest.raises(TookTooLong, match="DATABASE_URL"):
            await turn.write(desk.watch._write)
