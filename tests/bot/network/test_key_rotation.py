"""The key is rotated beside the running program: nothing is lost whenever it is cut off; the old key opens nothing."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest

from alerts.network.retention import Retention
from alerts.people.person import Role
from bot.drill.telegram.server import TelegramServer
from bot.network import create
from bot.network.key_rotation import KeyRotation
from bot.network.open import OpenNetwork, open_network
from bot.process.clock import Clock
from bot.settings.settings import Settings, load
from handlers.core.lexicon import cleaner
from storage.database.resealing import count_old
from storage.encryption.keyring import Keyring
from storage.encryption.vault import Vault
from storage.unit_of_work import UnitOfWorkFactory

PEOPLE = 300
"""More than one transaction seals anew."""


class Killed(Exception):
    """The rotation ends here, as by kill -9 between two transactions."""


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    given = {"REBATO_DATA": str(tmp_path / "data"), "TELEGRAM_BOT_TOKEN": TelegramServer().token}
    made = load(given)
    towns = (("Northampton", (42.325, -72.641)),)
    await create.create_network(made, create.NewNetwork("Valley", ("en",), "America/New_York", towns), Clock())
    async with open_network(made) as opened:
        await join(made, opened, range(PEOPLE))
    return made


async def join(settings: Settings, opened: OpenNetwork, numbers: range) -> None:
    """These people are in, each under a name of their own."""
    clock = Clock()
    async with factory(settings, opened).begin() as uow:
        for number in numbers:
            person, _ = await uow.people.add(1, f"address {number}", clock.now())
            await uow.people.consent(person.id, f"Name {number}", clock.now())
            await uow.grants.give(person.id, Role.MEMBER, None, clock.now())


async def names(settings: Settings, opened: OpenNetwork) -> set[str]:
    """Everybody's name, as it opens."""
    async with factory(settings, opened).look() as uow:
        return {one.name for one in await uow.people.with_role(frozenset({Role.MEMBER}), None)}


def factory(settings: Settings, opened: OpenNetwork) -> UnitOfWorkFactory:
    return UnitOfWorkFactory(opened.store, Retention(), settings.hotline, cleaner())


async def at_once(_: float) -> None:
    """No waiting: what it waits for is looked at by hand."""


async def rotated(settings: Settings, sleep: Callable[[float], Awaitable[None]] = at_once) -> int:
    async with open_network(settings) as opened:
        return await KeyRotation(settings, opened, Clock(), sleep).run()


async def test_all_is_sealed_with_a_new_key_and_the_old_one_opens_nothing_more(settings: Settings) -> None:
    before = Keyring.open(settings.rebato_keys, None)
    assert await rotated(settings) > PEOPLE
    after = Keyring.open(settings.rebato_keys, None)
    assert (len(after.data), after.current in before.data) == (1, False)
    assert (after.index, after.file) == (before.index, before.file)
    async with open_network(settings) as opened:
        assert await names(settings, opened) == {f"Name {number}" for number in range(PEOPLE)}
        assert await opened.store.transact(partial(count_old, vault=Vault(after))) == 0


async def test_the_running_program_goes_on_meanwhile_and_reads_and_writes_on_both_sides(settings: Settings) -> None:
    async with open_network(settings) as running:
        written = PEOPLE

        async def write_meanwhile(_: float) -> None:
            nonlocal written
            await join(settings, running, range(written, written + 1))
            written += 1

        await rotated(settings, write_meanwhile)
        assert written > PEOPLE + 2
        # Of what it wrote some was sealed with the old key: it looks at the key file once a second.
        assert await names(settings, running) == {f"Name {number}" for number in range(written)}
        await join(settings, running, range(written, written + 1))
    async with open_network(settings) as opened:
        assert len(await names(settings, opened)) == written + 1


@pytest.mark.parametrize("lived", range(6))
async def test_cut_off_at_any_moment_it_goes_on_where_it_was(settings: Settings, lived: int) -> None:
    slept = 0

    async def killed(_: float) -> None:
        nonlocal slept
        if slept == lived:
            raise Killed
        slept += 1

    with pytest.raises(Killed):
        await rotated(settings, killed)
    halfway = Keyring.open(settings.rebato_keys, None)
    assert len(halfway.data) == 2
    async with open_network(settings) as opened:
        assert len(await names(settings, opened)) == PEOPLE
    await rotated(settings)
    after = Keyring.open(settings.rebato_keys, None)
    assert after.data == {halfway.current: halfway.data[halfway.current]}
    async with open_network(settings) as opened:
        assert len(await names(settings, opened)) == PEOPLE
