"""The player of the story: step by step, or by itself with pauses in which one can read."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import StrEnum

from bot.drill.drill_network import DrillNetwork
from bot.drill.page.page_state import PageVersion, View
from bot.drill.screen import NotHeardError, NotPossibleError
from bot.drill.story import CHAPTERS, Beat

BEATS = tuple((chapter.name, beat) for chapter in CHAPTERS for beat in chapter.beats)


class Speed(StrEnum):
    """How long the story waits between two beats."""

    CALM = "calm"
    BRISK = "brisk"
    FAST = "fast"


PAUSES = {Speed.CALM: 6.0, Speed.BRISK: 2.5, Speed.FAST: 0.3}
"""Seconds: time to read, time to follow, time to see it move."""


class StoryPlayer:
    """The story, how far it is, and whether it goes on. One beat happens at a time; a pause lets it end."""

    def __init__(
        self,
        drill: DrillNetwork,
        version: PageVersion,
        before: Callable[[Beat], Awaitable[None]],
        beats: Sequence[tuple[str, Beat]] = BEATS,
        pauses: Mapping[Speed, float] = PAUSES,
    ) -> None:
        """`before`: what comes before each beat. `beats`: each with the name of its chapter. `pauses`: in seconds."""
        self._beats = beats
        self._pauses = pauses
        self._drill = drill
        self._version = version
        self._before = before
        self._done = 0
        self._wanted = 0
        """Beats that shall happen: all of them while it plays by itself, one more for each step."""
        self._speed = Speed.CALM
        self._happening = False
        self._diverged = False
        """Whether people went another way, so that the story cannot go on."""
        self._wake = asyncio.Event()

    @property
    def playing(self) -> bool:
        """Whether the story goes on by itself."""
        return self._wanted == len(self._beats) and self._done < len(self._beats) and not self._diverged

    def play(self) -> None:
        """Let the story go on by itself, to its end."""
        self._set_wanted(len(self._beats))

    def step(self) -> None:
        """Let one more beat happen, then pause. While a beat happens, change nothing."""
        if not self._happening:
            self._set_wanted(self._done + 1)

    def pause(self) -> None:
        """Go no further than the beat that happens now."""
        self._set_wanted(self._done + self._happening)

    def set_speed(self, speed: Speed) -> None:
        """Set how long the story waits between two beats."""
        self._speed = speed
        self._version.increment()

    def view(self) -> View:
        """Return where the story stands, as JSON."""
        last = self._done if self._happening or self._diverged else self._done - 1
        chapter, beat = self._beats[last] if last >= 0 else ("", None)
        return {
            "chapter": chapter,
            "beat": beat.name if beat else "",
            "who": beat.who if beat else "",
            "happening": self._happening,
            "playing": self.playing,
            "over": self._done == len(self._beats),
            "parted": self._diverged,
            "speed": self._speed.value,
            "done": self._done,
            "of": len(self._beats),
        }

    async def follow(self) -> None:
        """Let the wanted beats happen, until it is cancelled."""
        while True:
            while self._done >= self._wanted or self._diverged:
                self._wake.clear()
                await self._wake.wait()
            await self._next()
            if self.playing:
                await self._pause_between()

    async def _next(self) -> None:
        _, beat = self._beats[self._done]
        if self._done == 0:
            for watched in self._drill.everybody:
                watched.begin()
        self._happening = True
        self._version.increment()
        try:
            await self._before(beat)
            await beat.happens(self._drill)
            self._done += 1
        except (NotHeardError, NotPossibleError):
            self._diverged = True  # somebody took a phone over, and the story cannot go on from here
        finally:
            self._happening = False
            self._version.increment()

    async def _pause_between(self) -> None:
        """Pause between two beats; end early when somebody wants something else."""
        self._wake.clear()
        try:
            async with asyncio.timeout(self._pauses[self._speed]):
                await self._wake.wait()
        except TimeoutError:
            return

    def _set_wanted(self, beats: int) -> None:
        self._wanted = min(beats, len(self._beats))
        self._wake.set()
        self._version.increment()
