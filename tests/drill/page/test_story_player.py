"""The story on the page: step by step, by itself, paused, and left."""

import asyncio
from collections.abc import AsyncIterator, Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.drill.drill_network import DrillNetwork
from bot.drill.page.page_state import PageVersion
from bot.drill.page.story_player import Speed, StoryPlayer
from bot.drill.screen import NotPossibleError
from bot.drill.story import CHAPTERS, Beat

NO_PAUSES = dict.fromkeys(Speed, 0.0)


class Theatre:
    """Three beats that end when they are told to, and a player that is running."""

    def __init__(self) -> None:
        self.version = PageVersion()
        self.begun: list[str] = []
        self.gates = {name: asyncio.Event() for name in ("one", "two", "three")}
        self.broken = ""
        stage = cast(DrillNetwork, SimpleNamespace(everybody=()))
        beats = [("chapter", Beat(name, "rosa", self.happens(name))) for name in self.gates]
        self.player = StoryPlayer(stage, self.version, self.before, beats, NO_PAUSES)

    def happens(self, name: str) -> Callable[[DrillNetwork], Any]:
        async def happening(stage: DrillNetwork) -> None:
            await self.gates[name].wait()
            if self.broken == name:
                raise NotPossibleError("somebody took the phone over")

        return happening

    async def before(self, beat: Beat) -> None:
        self.begun.append(beat.name)
        self.version.increment()

    def end(self, *names: str) -> None:
        for name in names:
            self.gates[name].set()

    async def until(self, **wanted: object) -> None:
        """Wait for the page to show this."""
        async with asyncio.timeout(30):
            while any(self.player.view()[name] != value for name, value in wanted.items()):
                await self.version.wait(self.version.number)


@pytest.fixture
async def theatre() -> AsyncIterator[Theatre]:
    theatre = Theatre()
    following = asyncio.create_task(theatre.player.follow())
    yield theatre
    following.cancel()
    await asyncio.gather(following, return_exceptions=True)


async def test_a_step_is_one_beat(theatre: Theatre) -> None:
    theatre.end("one", "two", "three")
    theatre.player.step()
    await theatre.until(done=1, happening=False)
    assert theatre.begun == ["one"]
    assert not theatre.player.playing


async def test_it_plays_by_itself_to_its_end(theatre: Theatre) -> None:
    theatre.end("one", "two", "three")
    theatre.player.play()
    await theatre.until(over=True)
    assert theatre.begun == ["one", "two", "three"]
    assert theatre.player.view()["beat"] == "three"


async def test_a_pause_lets_the_beat_end_and_begins_no_other(theatre: Theatre) -> None:
    theatre.player.play()
    await theatre.until(happening=True)
    theatre.player.pause()
    theatre.end("one", "two", "three")
    await theatre.until(done=1, happening=False)
    assert not theatre.player.playing
    theatre.player.play()
    await theatre.until(over=True)


async def test_steps_while_a_beat_happens_pile_nothing_up(theatre: Theatre) -> None:
    theatre.player.step()
    await theatre.until(happening=True)
    for _ in range(5):
        theatre.player.step()
    theatre.end("one", "two", "three")
    await theatre.until(done=1, happening=False)
    assert theatre.begun == ["one"]


async def test_where_somebody_took_another_way_the_story_stops_and_says_so(theatre: Theatre) -> None:
    theatre.broken = "two"
    theatre.end("one", "two", "three")
    theatre.player.play()
    await theatre.until(parted=True)
    assert theatre.begun == ["one", "two"]
    assert not theatre.player.playing
    assert not theatre.player.view()["over"]


def test_every_beat_is_told_on_a_phone_that_somebody_has() -> None:
    names = [beat.name for chapter in CHAPTERS for beat in chapter.beats]
    assert len(set(names)) == len(names)
    assert {beat.who for chapter in CHAPTERS for beat in chapter.beats} <= set(DrillNetwork.__dict__)
