"""One drill on the page, from the moment people get their phones until it is started over."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, suppress
from enum import StrEnum
from typing import Any, TypeAlias

from bot.drill import participants
from bot.drill.actors import Actor
from bot.drill.drill_network import ROLES, TOWNS, DrillNetwork, set_up
from bot.drill.page.activity_log import ActivityLog
from bot.drill.page.incident_figures import IncidentFigures
from bot.drill.page.message_views import PhotoStore
from bot.drill.page.page_phone import PagePhone
from bot.drill.page.page_state import PageVersion, View
from bot.drill.page.story_player import StoryPlayer
from bot.drill.participants import Participants
from bot.drill.program import Program, ProgramError
from bot.drill.screen import NotHeardError, NotPossibleError
from bot.drill.story import Beat
from bot.drill.wait import NotReadyError

Prepare: TypeAlias = Callable[[AsyncExitStack, Participants], Awaitable[DrillNetwork]]
PATIENCE = 12.0
"""Seconds that the story waits for a message; then somebody must have taken it another way."""
ON_THE_PAGE = ("rosa", "dana", "marisol", "jean", "tomas")
"""Whose phones the page shows, by the name of the field in Participants."""
PLACES = {
    "rosa": (42.3155, -72.6460),
    "dana": (42.2105, -72.6020),
    "marisol": (42.3300, -72.6680),
    "jean": (42.3130, -72.6200),
    "tomas": (42.2990, -72.6560),
}
"""Where the invented people are, for the map of the drill; the program never asks for it and keeps none of it."""


class Phase(StrEnum):
    """How far a drill has come."""

    JOINING = "joining"
    """People accept their invitations."""
    READY = "ready"
    """Everybody is there."""
    FAILED = "failed"
    """The drill could not be set up, or the program ended; the terminal says why."""


class DrillRun:
    """One drill: both platforms, the program, five phones on the page, and the story."""

    def __init__(self, version: PageVersion, prepare: Prepare = set_up) -> None:
        """`prepare`: starts the program and lets everybody join."""
        self.phase = Phase.JOINING
        self.phones: dict[str, PagePhone] = {}
        self.player: StoryPlayer | None = None
        self.photos = PhotoStore()
        self._version = version
        self._prepare = prepare
        self._activity_log = ActivityLog(version)
        self._figures = IncidentFigures(version)
        self._closing = asyncio.Event()
        self._task = asyncio.create_task(self._run())

    def view(self) -> View:
        """Return the drill as JSON: the story, the phones, the towns, the incidents, what the bot did."""
        return {
            "phase": self.phase.value,
            "story": self.player.view() if self.player else None,
            "phones": [
                phone.view() | {"role": ROLES.get(name, ("dispatcher", ""))[0], "place": PLACES[name]}
                for name, phone in self.phones.items()
            ],
            "towns": [{"name": name, "point": point} for name, point in TOWNS.items()],
            "incidents": self._figures.view(),
            "account": self._activity_log.view(),
        }

    def pause_story(self) -> None:
        """Pause a story that plays by itself, because somebody acts on a phone."""
        if self.player is not None and self.player.playing:
            self.player.pause()

    async def close(self) -> None:
        """Stop the program and the servers, and remove what they kept."""
        self._closing.set()
        if self.phase is Phase.JOINING:
            self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _run(self) -> None:
        try:
            async with AsyncExitStack() as stack:
                people = await participants.start_platforms(stack)
                self._add_phones(people)
                await self._ready(await self._prepare(stack, people))
        except Exception as error:  # noqa: BLE001 - whatever it was, the page says so and can start over
            known = isinstance(error, NotHeardError | NotPossibleError | NotReadyError | ProgramError)
            sys.stderr.write(f"THE DRILL FAILED: {error if known else repr(error)}\n")
            self.phase = Phase.FAILED
            self._version.increment()

    def _add_phones(self, people: Participants) -> None:
        for person in people.people:
            self._activity_log.watch(person)
        for name in ON_THE_PAGE:
            actor: Actor = getattr(people, name)
            self.phones[name] = PagePhone(name, actor, self._version, self.photos)
        for name in ("rosa", "dana", "marisol"):
            self.phones[name].joins(people.telegram_group)
        self._version.increment()

    async def _ready(self, drill: DrillNetwork) -> None:
        for name in ("jean", "tomas"):
            self.phones[name].joins(drill.signal_group.screen)
        for watched in drill.everybody:
            watched.patience = PATIENCE
        for phone in self.phones.values():
            phone.begins()
        self._activity_log.clear()
        for group in (drill.telegram_group, drill.signal_group):
            self._activity_log.watch(group)
        self.player = StoryPlayer(drill, self._version, self._before)
        self.phase = Phase.READY
        self._version.increment()
        await _first(
            self._closing.wait(), self._figures.follow(drill.program), self.player.follow(), _ended(drill.program)
        )

    async def _before(self, beat: Beat) -> None:
        """Switch the phone on that the beat needs: nobody can do their part with one that is off."""
        if beat.who in self.phones:
            await self.phones[beat.who].comes_back()


async def _ended(program: Program) -> None:
    raise ProgramError(f"the program ended with {await program.ended()}")


async def _first(*following: Coroutine[Any, Any, object]) -> None:
    """Run these until one of them ends, and cancel the others. Raises what it raised."""
    tasks = [asyncio.create_task(one) for one in following]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
