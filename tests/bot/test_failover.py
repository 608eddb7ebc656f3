"""PostgreSQL under the real program: it is killed, frozen, and relieved by another instance, in mid-broadcast."""

import asyncio
from dataclasses import replace

import pytest

from bot.crash.report import WINDOW, Account
from bot.crash.series import Order, run
from bot.crash.verdict import goals
from tests.postgres.server import PostgresServer

pytestmark = pytest.mark.timeout(240)
"""A busy machine takes its time to start processes."""
ORDER = Order(kills=2, seed=32, people=60, log=asyncio.subprocess.DEVNULL)


async def account_of(order: Order, server: PostgresServer) -> Account:
    """The series on a fresh database."""
    account = Account(replace(order, database=server.url_of(server.create())))
    await run(account.order, account.add)
    return account


def missed(account: Account) -> list[str]:
    """Goals that do not hold, but for those that depend on how busy the machine is."""
    held = goals([one for _, one in account.rounds], WINDOW, thawed=account.order.freeze)
    return [goal.name for goal in held if not goal.held]


async def test_a_kill_and_a_new_start_lose_nothing_on_a_server_either(server: PostgresServer) -> None:
    account = await account_of(ORDER, server)
    assert account.kills == 2
    assert missed(account) == []


async def test_when_the_instance_that_sends_is_killed_another_one_goes_on(server: PostgresServer) -> None:
    account = await account_of(replace(ORDER, instances=2), server)
    assert account.kills == 2
    assert missed(account) == []


async def test_when_it_freezes_another_one_goes_on_and_who_thaws_does_no_harm(server: PostgresServer) -> None:
    account = await account_of(replace(ORDER, kills=1, instances=2, freeze=True), server)
    assert account.kills == 1
    assert missed(account) == []
