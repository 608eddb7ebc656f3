"""A transaction as one function: what is kept of it, who waits for whom, and what a cancelled caller leaves."""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from threading import Event

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError
from sqlmodel import col
from sqlmodel import select as select_rows
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.core import core_tables as t
from storage.core.deadline_tables import DeadlineRow
from storage.core.ids import new_id
from storage.database.faults import DatabaseFault, fault_of
from storage.database.sqlite_connect import connect
from storage.database.sqlite_drivers import DriverOptions, choose_driver
from storage.database.store import Store
from tests.storage.house import House


def kept(connection: Connection) -> list[str]:
    return list(connection.execute(select(t.deadline.c.kind).order_by(t.deadline.c.id)).scalars())


class Adding:
    """Writes a row; then it stays in its transaction until it is let go."""

    def __init__(self, kind: str, house: House, *, waits: bool = False, number: int | None = None) -> None:
        self._values = {"id": number or new_id(), "kind": kind, "subject_id": 1, "due_at": house.now}
        self._inside, self._let_go = Event(), Event()
        if not waits:
            self._let_go.set()

    def __call__(self, connection: Connection) -> str:
        connection.execute(insert(t.deadline).values(state="pending", attempts=0, **self._values))
        self._inside.set()
        assert self._let_go.wait(5)
        return "done"

    async def begun(self) -> None:
        assert await asyncio.to_thread(self._inside.wait, 5)

    def let_go(self) -> None:
        self._let_go.set()


async def some_turns_of_the_loop() -> None:
    """Whatever could go on by itself has gone on."""
    for _ in range(10):
        await asyncio.sleep(0)


def hurry_to_give_up(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA busy_timeout = 1")


def break_the_connection(connection: Connection) -> None:
    driver_connection = connection.connection.driver_connection
    assert driver_connection is not None
    driver_connection.close()
    connection.execute(select(t.deadline))


def failing(work: Callable[[Connection], object]) -> Callable[[Connection], None]:
    def fails(connection: Connection) -> None:
        work(connection)
        raise LookupError("its own error")

    return fails


async def test_what_it_returns_comes_back_and_what_it_wrote_is_kept(house: House) -> None:
    assert await house.store.transact(Adding("one", house)) == "done"
    assert [row.kind for row in await house.rows(t.deadline)] == ["one"]


async def test_nothing_is_kept_of_work_that_fails_and_its_error_comes_back(house: House) -> None:
    with pytest.raises(LookupError, match="its own error"):
        await house.store.transact(failing(Adding("one", house)))
    assert await house.rows(t.deadline) == []


async def test_the_next_work_is_done_after_an_error_of_the_database(house: House) -> None:
    number = new_id()
    await house.store.transact(Adding("one", house, number=number))
    with pytest.raises(IntegrityError):
        await house.store.transact(Adding("again", house, number=number))
    await house.store.transact(Adding("two", house))
    assert await house.store.transact(kept) == ["one", "two"]


async def test_it_sees_what_was_written_before_and_is_seen_by_what_comes_after(house: House) -> None:
    await house.someone("1")
    people = await house.store.transact(lambda connection: len(connection.execute(select(t.person)).all()))
    assert people == 1
    await house.store.transact(Adding("one", house))
    async with house.store.write() as session:
        assert await (await session.connection()).run_sync(kept) == ["one"]


async def test_writers_of_both_kinds_wait_for_each_other_in_order(file_house: House) -> None:
    slow, order = Adding("one", file_house, waits=True), []

    async def session() -> None:
        async with file_house.store.write() as session:
            order.append(await (await session.connection()).run_sync(kept))
            await (await session.connection()).run_sync(Adding("two", file_house))

    async with asyncio.TaskGroup() as group:
        group.create_task(file_house.store.transact(slow))
        await slow.begun()
        group.create_task(session())
        last = group.create_task(file_house.store.transact(kept))
        assert await file_house.rows(t.deadline) == []
        slow.let_go()
    assert order == [["one"]]
    assert last.result() == ["one", "two"]


async def test_nothing_is_kept_where_the_caller_is_cancelled_meanwhile(file_house: House) -> None:
    slow = Adding("one", file_house, waits=True)
    working = asyncio.create_task(file_house.store.transact(slow))
    await slow.begun()
    for _ in range(2):
        # A second time too: it must not leave before the transaction has ended.
        working.cancel()
        await some_turns_of_the_loop()
        assert not working.done()
    slow.let_go()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert await file_house.store.transact(kept) == []


async def test_a_caller_cancelled_while_it_waits_its_turn_keeps_nobody_waiting(file_house: House) -> None:
    slow = Adding("one", file_house, waits=True)
    working = asyncio.create_task(file_house.store.transact(slow))
    await slow.begun()
    waiting = asyncio.create_task(file_house.store.transact(Adding("two", file_house)))
    await some_turns_of_the_loop()
    waiting.cancel()
    slow.let_go()
    assert await working == "done"
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await file_house.store.transact(kept) == ["one"]


async def test_whoever_is_cut_off_while_waiting_for_a_writer_knows_that_it_was_the_databases_turn(house: House) -> None:
    async with house.store.write():
        for wait in (_writes, _transacts):
            with pytest.raises(TimeoutError) as raised:
                async with asyncio.timeout(0.02):
                    await wait(house.store)
            assert fault_of(raised.value) is DatabaseFault.LOCKED
    with pytest.raises(TimeoutError) as raised:
        async with asyncio.timeout(0.02), house.store.write():
            await asyncio.Event().wait()
    assert fault_of(raised.value) is None, "its own doing"


async def _writes(store: Store) -> None:
    async with store.write():
        pytest.fail("two write at once")


async def _transacts(store: Store) -> None:
    await store.transact(lambda _: pytest.fail("two write at once"))


async def test_an_error_that_nobody_waits_for_any_more_is_let_go(house: House) -> None:
    slow = Adding("one", house, waits=True)
    working = asyncio.create_task(house.store.transact(failing(slow)))
    await slow.begun()
    working.cancel()
    slow.let_go()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert await house.store.transact(kept) == []


async def test_closing_waits_for_the_work_under_way_and_takes_no_other(plain_house: House) -> None:
    store, slow = plain_house.store, Adding("one", plain_house, waits=True)
    working = asyncio.create_task(store.transact(slow))
    await slow.begun()
    closing = asyncio.create_task(store.close())
    await some_turns_of_the_loop()
    assert not closing.done()
    slow.let_go()
    await closing
    assert await working == "done"
    with pytest.raises(RuntimeError):
        await store.transact(kept)


async def test_it_works_again_after_another_program_held_the_file_too_long(plain_house: House) -> None:
    path = plain_house.path
    assert path is not None
    await plain_house.store.transact(hurry_to_give_up)
    # The same SQLite as ours: two of them in one process don't see each other's locks.
    other = connect(choose_driver(DriverOptions.PLAIN), path, b"")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        await plain_house.store.transact(Adding("one", plain_house))
    other.execute("COMMIT")
    other.close()
    assert await plain_house.store.transact(Adding("two", plain_house)) == "done"
    assert await plain_house.store.transact(kept) == ["two"]


async def test_it_works_again_after_its_connection_broke(plain_house: House) -> None:
    with pytest.raises(ProgrammingError):
        await plain_house.store.transact(break_the_connection)
    assert await plain_house.store.transact(Adding("one", plain_house)) == "done"
    assert await plain_house.store.transact(kept) == ["one"]


async def add(session: AsyncSession, kind: str, house: House) -> str:
    session.add(DeadlineRow(id=new_id(), kind=kind, subject_id=1, due_at=house.now))
    return "done"


async def kinds(session: AsyncSession) -> list[str]:
    return list((await session.exec(select_rows(DeadlineRow.kind).order_by(col(DeadlineRow.id)))).all())


async def test_work_over_a_session_is_kept_whole_and_what_it_only_added_too(house: House) -> None:
    assert await house.store.run_write(lambda session: add(session, "one", house)) == "done"
    assert await house.store.run_read(kinds) == ["one"]


async def test_nothing_is_kept_of_work_over_a_session_that_fails(house: House) -> None:
    async def fails(session: AsyncSession) -> None:
        await add(session, "one", house)
        await session.flush()
        raise LookupError("its own error")

    with pytest.raises(LookupError, match="its own error"):
        await house.store.run_write(fails)
    assert await house.store.run_read(kinds) == []
    await house.store.run_write(lambda session: add(session, "two", house))
    assert await house.store.run_read(kinds) == ["two"]


async def test_a_session_that_only_reads_refuses_to_write(house: House) -> None:
    async def writes(session: AsyncSession) -> None:
        await add(session, "one", house)
        await session.flush()

    with pytest.raises(DBAPIError, match=r"(?i)read-?only"):
        await house.store.run_read(writes)


async def test_readers_over_a_session_wait_for_no_writer(file_house: House) -> None:
    slow = Adding("one", file_house, waits=True)
    writing = asyncio.create_task(file_house.store.transact(slow))
    await slow.begun()
    assert await file_house.store.run_read(kinds) == []
    slow.let_go()
    await writing
    assert await file_house.store.run_read(kinds) == ["one"]


async def test_who_is_cancelled_waits_for_one_statement_and_not_for_the_whole_work(plain_house: House) -> None:
    inside, let_go, after = Event(), Event(), []

    async def long(session: AsyncSession) -> None:
        await add(session, "one", plain_house)
        await session.flush()
        inside.set()
        assert let_go.wait(5)
        await kinds(session)
        after.append("went on")

    working = asyncio.create_task(plain_house.store.run_write(long))
    assert await asyncio.to_thread(inside.wait, 5)
    working.cancel()
    await some_turns_of_the_loop()
    let_go.set()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert not after
    assert await plain_house.store.run_read(kinds) == []


async def test_work_that_waits_for_something_else_than_its_session_is_refused_and_undone(plain_house: House) -> None:
    async def sleeps(session: AsyncSession) -> None:
        await add(session, "one", plain_house)
        await session.flush()
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="something else than its database"):
        await plain_house.store.run_write(sleeps)
    assert await plain_house.store.run_read(kinds) == []


async def test_whoever_is_cut_off_while_another_program_writes_knows_that_it_was_the_databases_turn(
    plain_house: House,
) -> None:
    path, store = plain_house.path, plain_house.store
    assert path is not None
    await store.transact(lambda connection: connection.exec_driver_sql("PRAGMA busy_timeout = 300"))
    other = connect(choose_driver(DriverOptions.PLAIN), path, b"")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(TimeoutError) as raised:
        async with asyncio.timeout(0.05):
            await store.run_write(lambda session: add(session, "one", plain_house))
    assert fault_of(raised.value) is DatabaseFault.LOCKED
    other.execute("COMMIT")
    other.close()
    assert await store.run_read(kinds) == []


async def test_it_knows_in_the_thread_what_its_task_knows(house: House) -> None:
    whose: ContextVar[str] = ContextVar("whose")
    whose.set("this task's")

    async def ask(_: AsyncSession) -> str:
        return whose.get()

    assert await house.store.run_write(ask) == "this task's"
