"""/panic: two coordinators destroy everything, after both said that no letter came; one alone destroys nothing."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from alerts.panic.destroying import GOODBYE
from alerts.panic.letter import REMINDED_EVERY, settle
from alerts.panic.request import OPEN_FOR
from storage.core import core_tables as t
from storage.database.sqlite_engine import checkpoint
from storage.panic.destruction import was_destroyed
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT
from tests.conversations.town import Town
from tests.storage.canaries import bytes_of


async def cora_and_ben(town: Town, platform: str = "telegram") -> tuple[Phone, Phone]:
    cora, ben = await town.with_people(f"Cora en coordinator {platform}", f"Ben es coordinator {platform}")
    return cora, ben


async def is_destroyed(town: Town) -> bool:
    return await town.store.run_read(was_destroyed)


async def filled(town: Town) -> set[str]:
    """The tables that hold a row."""
    async with town.store.read() as session:
        connection = await session.connection()
        tables = SQLModel.metadata.sorted_tables
        return {table.name for table in tables if (await connection.execute(select(table).limit(1))).first()}


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_a_second_coordinators_last_tap_destroys_every_row(town: Town, tmp_path: Path, platform: str) -> None:
    cora, ben = await cora_and_ben(town, platform)
    (rosa,) = await town.with_people("Rosa en member")
    await rosa.says(REPORT)
    [report], [contact] = await town.rows_of("report"), (await town.rows(t.contact))[:1]
    marks = {bytes(contact.address_index), bytes(report.words)}
    await checkpoint(town.store.engine)
    assert all(mark in bytes_of(tmp_path / "rebato.db") for mark in marks)
    await cora.says("/panic").hears("panic.letter_question")
    await cora.taps("panic.nothing").hears("panic.asked", minutes=15)
    await ben.hears("panic.request", name="Cora").taps("panic.nothing").hears("panic.sure", name="Cora")
    assert not await is_destroyed(town)
    await ben.taps("panic.destroy").is_told("panic.now")
    await town.forward(seconds=GOODBYE.total_seconds())
    assert await is_destroyed(town)
    assert await filled(town) == {"destroyed"}
    assert not any(mark in bytes_of(tmp_path / "rebato.db") for mark in marks)


async def test_one_alone_destroys_nothing_neither_with_two_apps_nor_by_going_on(town: Town) -> None:
    cora, ben = await cora_and_ben(town)
    await cora.says("/panic").taps("panic.nothing").hears("panic.asked", minutes=15)
    await cora.says("/panic").hears("panic.letter_question").taps("panic.nothing").hears("panic.asked", minutes=15)
    await ben.hears("panic.request", name="Cora").hears_nothing()
    await town.forward(seconds=OPEN_FOR.total_seconds() + 1)
    await cora.hears("panic.nobody")
    await ben.taps("panic.nothing").is_told("panic.over")
    assert not await is_destroyed(town)


async def test_who_coordinates_alone_is_told_who_can(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says("/panic").taps("panic.nothing").hears("panic.alone")


async def test_who_was_asked_and_writes_panic_answers_the_same_request(town: Town) -> None:
    cora, ben = await cora_and_ben(town)
    await cora.says("/panic").taps("panic.nothing")
    await ben.says("/panico").hears("panic.request", name="Cora").taps("panic.nothing").taps("panic.destroy")
    await town.forward(seconds=GOODBYE.total_seconds())
    assert await is_destroyed(town)


@pytest.mark.parametrize("who", ["asker", "second"])
async def test_a_letter_stops_it_for_everybody_and_for_longer_than_anybody_remembers(town: Town, who: str) -> None:
    cora, ben = await cora_and_ben(town)
    (kim,) = await town.with_people("Kim en committee everywhere")
    await cora.says("/panic")
    if who == "second":
        await cora.taps("panic.nothing")
        await ben.taps("panic.letter").hears("panic.letter_heard")
        await cora.hears("panic.letter_told", name="Ben")
        await kim.hears("panic.letter_told", name="Ben")
    else:
        await cora.taps("panic.letter").hears("panic.letter_heard")
        await ben.hears("panic.letter_told", name="Cora")
        await kim.hears("panic.letter_told", name="Cora")
    await ben.says("/panic").hears("panic.letter_stands")
    await town.forward(seconds=REMINDED_EVERY.total_seconds() + 1)
    await ben.hears("panic.letter_stands")
    await town.forward(seconds=REMINDED_EVERY.total_seconds() + 1)
    await cora.says("/panic").hears("panic.letter_stands")
    async with town.work.begin() as uow:
        await settle(uow, town.now)
    await town.forward(seconds=1)
    await cora.hears("panic.settled").says("/panic").hears("panic.letter_question")
    assert not await is_destroyed(town)


async def test_a_letter_that_comes_between_the_last_two_taps_stops_it(town: Town) -> None:
    cora, ben = await cora_and_ben(town)
    (zoe,) = await town.with_people("Zoe en coordinator")
    await cora.says("/panic").taps("panic.nothing")
    await ben.taps("panic.nothing").hears("panic.sure", name="Cora")
    await zoe.taps("panic.letter")
    await ben.taps("panic.destroy").is_told("panic.letter_stands")
    await town.forward(seconds=GOODBYE.total_seconds())
    assert not await is_destroyed(town)


async def test_anybody_who_coordinates_stops_it_and_the_others_hear_who(town: Town) -> None:
    cora, ben = await cora_and_ben(town)
    await cora.says("/panic").taps("panic.nothing")
    await ben.taps("panic.stop").is_told("panic.kept")
    await cora.hears("panic.ended", name="Ben")
    await ben.taps("panic.nothing").is_told("panic.over")
    assert not await is_destroyed(town)


async def test_who_asked_and_was_suspended_since_destroys_nothing_through_another_one(town: Town) -> None:
    cora, ben = await cora_and_ben(town)
    await cora.says("/panic").taps("panic.nothing")
    await ben.says("/lock").taps("choice.name", name="Cora").taps("lock.now")
    await ben.taps("panic.nothing").is_told("panic.over")
    assert not await is_destroyed(town)
