"""A list of thousands is imported beside the running program: nobody waits long, and no kill loses anything."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from alerts.people.person import Role
from alerts.roster.invitee import Invitee
from alerts.roster.inviting_list import AT_ONCE
from bot.drill.telegram.server import TelegramServer
from bot.network import create
from bot.network.invitee_list import ListedInvitee
from bot.network.open import OpenNetwork, open_network
from bot.network.people_import import PeopleImport
from bot.process.clock import Clock
from bot.settings.settings import Settings, SettingsError, load
from handlers.core.lexicon import cleaner
from storage.core import core_tables as t
from storage.unit_of_work import UnitOfWorkFactory

TABLES = SQLModel.metadata.tables
ROLES = (Role.SUBSCRIBER, Role.MEMBER, Role.RESPONDER)
PEOPLE = [
    Invitee(label=f"Person {number}", role=ROLES[number % 3], town_id=1 + number % 2)
    for number in range(2 * AT_ONCE + 100)
]
"""Three pieces."""
LIST = [ListedInvitee(invitee=one, language="en", line=line) for line, one in enumerate(PEOPLE, 2)]
Pause = Callable[[float], Awaitable[None]]


class Killed(Exception):
    """The import ends here, as by kill -9 between two transactions."""


async def at_once(_: float) -> None:
    """No waiting."""


def settings_of(folder: Path) -> Settings:
    return load({"REBATO_DATA": str(folder / "data"), "TELEGRAM_BOT_TOKEN": TelegramServer().token})


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    made = settings_of(tmp_path / "one")
    made.rebato_data.mkdir(parents=True)
    towns = (("Northampton", (42.325, -72.641)), ("Holyoke", (42.204, -72.616)))
    await create.create_network(made, create.NewNetwork("Valley", ("en",), "America/New_York", towns), Clock())
    async with open_network(made) as opened, factory(made, opened).begin() as uow:
        person, _ = await uow.people.add(1, "77", Clock().now())
        await uow.people.consent(person.id, "Cora", Clock().now())
        await uow.grants.give(person.id, Role.COORDINATOR, None, Clock().now())
    return made


def factory(settings: Settings, opened: OpenNetwork) -> UnitOfWorkFactory:
    return UnitOfWorkFactory(opened.store, settings.retention, settings.hotline, cleaner())


async def imported(settings: Settings, sleep: Pause = at_once) -> None:
    async with open_network(settings) as opened:
        importing = PeopleImport(settings, opened, Clock(), 14, False)
        await importing.carry_out(await importing.plan(LIST, dry_run=True), sleep)


async def rows(opened: OpenNetwork, table: str) -> list[dict[str, Any]]:
    async with opened.store.read() as session:
        found = await (await session.connection()).execute(select(TABLES[table]).order_by(TABLES[table].c.id))
        return [dict(row) for row in found.mappings()]


async def what_came_of_it(settings: Settings) -> dict[str, object]:
    """Everything that an import leaves, without ids and moments."""
    async with open_network(settings) as opened:
        codes, audit = await rows(opened, "code"), await rows(opened, "audit_entry")
        index = {row["id"]: row["code_index"] for row in codes}
        own = ("code_index", "role", "town_id", "uses", "used", "waits", "made_by_id", "purpose")
        vault = opened.store.vault
        notices = [vault.open("notice", "content", row["id"], row["content"]) for row in await rows(opened, "notice")]
        return {
            "codes": sorted(repr([row[name] for name in own]) for row in codes),
            "offers": sorted(repr((index[row["code_id"]], row["line_id"])) for row in await rows(opened, "offer")),
            "audit": sorted(repr((row["action"], row["role"], row["town_id"])) for row in audit),
            "told": sorted(notices),
            "untold": await rows(opened, "untold_invitation"),
            "due": [row["kind"] for row in await rows(opened, "deadline") if row["state"] == "pending"],
        }


@pytest.mark.parametrize("piece", [1, 2, 3])
async def test_cut_off_after_any_piece_the_same_list_ends_as_if_nothing_had_been(
    settings: Settings, tmp_path: Path, piece: int
) -> None:
    copytree(settings.rebato_data.parent, tmp_path / "two")
    undisturbed = settings_of(tmp_path / "two")
    await imported(undisturbed)

    left = piece

    async def dies(_: float) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise Killed

    with pytest.raises(Killed):
        await imported(settings, dies)
    cut_off = await what_came_of_it(settings)
    assert cut_off["told"] == []
    await imported(settings)
    assert await what_came_of_it(settings) == await what_came_of_it(undisturbed)
    await imported(settings)
    assert await what_came_of_it(settings) == await what_came_of_it(undisturbed), "given once more it makes nothing"


async def test_between_two_pieces_others_write_and_no_piece_is_large(settings: Settings) -> None:
    made = [1]  # the first coordinator's

    async def reports(seconds: float) -> None:
        assert seconds > 0.1, "SQLite's waiting writers look every tenth of a second"
        async with open_network(settings) as bot:
            made.append(len(await rows(bot, "code")))
            async with asyncio.timeout(1), factory(settings, bot).begin() as uow:
                await uow.people.add(1, f"stranger {len(made)}", Clock().now())

    await imported(settings, reports)
    assert [later - before for before, later in pairwise(made)] == [AT_ONCE, AT_ONCE, 100]


async def test_two_who_import_the_same_at_once_make_it_once_and_the_second_is_told_so(settings: Settings) -> None:
    async with open_network(settings) as opened:
        first, second = (PeopleImport(settings, opened, Clock(), 14, False) for _ in range(2))
        plans = [await one.plan(LIST, dry_run=True) for one in (first, second)]
        await first.carry_out(plans[0], at_once)
        with pytest.raises(SettingsError, match="somebody else"):
            await second.carry_out(plans[1], at_once)
        assert len(await rows(opened, "code")) == len(LIST) + 1, "and the first coordinator's"
        async with opened.store.read() as session:
            notices = await (await session.connection()).execute(select(t.notice.c.id))
            assert len(notices.all()) == 1
