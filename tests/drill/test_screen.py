"""Waiting for what a screen shows."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.drill.screen import Change, NotHeardError, Screen, ShownMessage

AT = datetime(2026, 7, 29, 17, 2, tzinfo=UTC)


def said(text: str, by: str = "") -> ShownMessage:
    return ShownMessage(ref=text, text=text, at=AT, by=by)


async def test_waiting_ends_as_soon_as_the_message_is_there() -> None:
    screen = Screen("Rosa")
    waiting = asyncio.create_task(screen.wait_for("vans"))
    await asyncio.sleep(0)
    screen.show(said("hello"))
    screen.show(said("two vans"))
    assert (await waiting).text == "two vans"


async def test_an_edit_can_be_waited_for() -> None:
    screen = Screen("Rosa")
    card = said("1 on the way")
    screen.show(card)
    waiting = asyncio.create_task(screen.wait_for(lambda shown: shown.text == "2 on the way"))
    await asyncio.sleep(0)
    card.text = "2 on the way"
    screen.changed(card, Change.EDITED)
    assert await waiting is card


async def test_only_what_came_later_counts_where_that_is_asked() -> None:
    screen = Screen("Rosa")
    first, second = said("sent"), said("sent")
    screen.show(first)
    waiting = asyncio.create_task(screen.wait_for("sent", after=first))
    await asyncio.sleep(0)
    assert not waiting.done()
    screen.show(second)
    assert await waiting is second


async def test_what_people_say_themselves_is_no_message_of_the_program() -> None:
    screen = Screen("Rosa")
    screen.show(said("vans", by="Rosa"))
    with pytest.raises(NotHeardError, match="Rosa waited"):
        await screen.wait_for("vans", seconds=0.01)
    assert screen.messages == []
    assert [shown.by for shown in screen.history] == ["Rosa"]


async def test_listeners_hear_of_every_change() -> None:
    screen = Screen("Rosa")
    heard: list[tuple[str, Change]] = []
    screen.listeners.append(lambda where, shown, change: heard.append((shown.text, change)))
    screen.show(said("hello"))
    screen.show(said("hi", by="Rosa"))
    assert heard == [("hello", Change.SHOWN), ("hi", Change.SAID)]
