"""One drill on the page, from the moment people get their phones until it is started over."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, suppress
from enum import StrEnum
from typing import Any, TypeAlias

from bot.drill import company
from bot.drill.cast import Actor
from bot.drill.company import Company
from bot.drill.page.account import ActivityLog
from bot.drill.page.board import Board, View
from bot.drill.page.figures import Figures
from bot.drill.page.handset import Handset
from bot.drill.page.messages import Album
from bot.drill.page.player import Player
from bot.drill.phone import NotHeardError, NotPossibleError
from bot.drill.program import Program, ProgramError
from bot.drill.stage import ROLES, TOWNS, Stage, set_up
from bot.drill.story import Beat
from bot.drill.wait import NotReadyError

Prepare: TypeAlias = Callable[[AsyncExitStack, Company], Awaitable[Stage]]
PATIENCE = 12.0
"""Seconds that the story waits for a message, before it finds that somebody took it another way."""
ON_THE_PAGE = ("rosa", "dana", "marisol", "jean", "tomas")
"""Whose phones can be shown."""
PLACES = {
    "rosa": (42.3155, -72.6460),
    "dana": (42.2105, -72.6020),
    "marisol": (42.3300, -72.6680),
    "jean": (42.3130, -72.6200),
    "tomas": (42.2990, -72.6560),
}
"""Where the invented people are, for the map of the drill; the program never asks for it and keeps none of it."""


class Phase(StrEnum):
    """How far a drill is."""

    JOINING = "joining"
    """People accept their invitations."""
    READY = "ready"
    """Everybody is there."""
    FAILED = "failed"
    """It could not be set up, or the program ended; the terminal says why."""


class Performance:
    """Both platforms, the program, five phones on the page, and the story."""

    def __init__(self, board: Board, prepare: Prepare = set_up) -> None:
        """`prepare`: gets the program going and everybody into the network."""
        self.phase = Phase.JOINING
        self.handsets: dict[str, Handset] = {}
        self.player: Player | None = None
        self.album = Album()
        self._board = board
        self._prepare = prepare
        self._account = ActivityLog(board)
        self._figures = Figures(board)
        self._closing = asyncio.Event()
        self._life = asyncio.create_task(self._live())

    def view(self) -> View:
        """As JSON."""
        return {
            "phase": self.phase.value,
            "story": self.player.view() if self.player else None,
            "phones": [
                handset.view() | {"role": ROLES.get(name, ("dispatcher", ""))[0], "place": PLACES[name]}
                for name, handset in self.handsets.items()
            ],
            "towns": [{"name": name, "point": point} for name, point in TOWNS.items()],
            "incidents": self._figures.view(),
            "account": self._account.view(),
        }

    def taken_over(self) -> None:
        """Somebody acts on a phone: the story waits."""
        if self.player is not None and self.player.playing:
            self.player.pause()

    async def close(self) -> None:
        """Stop the program and the servers, and remove what they kept."""
        self._closing.set()
        if self.phase is Phase.JOINING:
            self._life.cancel()
        with suppress(asyncio.CancelledError):
            await self._life

    async def _live(self) -> None:
        try:
            async with AsyncExitStack() as stack:
                people = await company.gather(stack)
                self._hand_out(people)
                await self._ready(await self._prepare(stack, people))
        except Exception as error:  # noqa: BLE001 - whatever it was, the page says so and can start over
            known = isinstance(error, NotHeardError | NotPossibleError | NotReadyError | ProgramError)
            sys.stderr.write(f"THE DRILL FAILED: {error if known else repr(error)}\n")
            self.phase = Phase.FAILED
            self._board.changed()

    def _hand_out(self, people: Company) -> None:
        for person in people.people:
            self._account.watch(person)
        for name in ON_THE_PAGE:
            actor: Actor = getattr(people, name)
            self.handsets[name] = Handset(name, actor, self._board, self.album)
        for name in ("rosa", "dana", "marisol"):
            self.handsets[name].joins(people.telegram_group)
        self._board.changed()

    async def _ready(self, stage: Stage) -> None:
        for name in ("jean", "tomas"):
            self.handsets[name].joins(stage.signal_group.screen)
        for watched in stage.everybody:
            watched.patience = PATIENCE
        for handset in self.handsets.values():
            handset.begins()
        self._account.clear()
        for group in (stage.telegram_group, stage.signal_group):
            self._account.watch(group)
        self.player = Player(stage, self._board, self._before)
        self.phase = Phase.READY
        self._board.changed()
        await _first(
            self._closing.wait(), self._figures.follow(stage.program), self.player.follow(), _ended(stage.program)
        )

    async def _before(self, beat: Beat) -> None:
        """Nobody can do their part with a phone that is off."""
        if beat.who in self.handsets:
            await self.handsets[beat.who].comes_back()


async def _ended(program: Program) -> None:
    raise ProgramError(f"the program ended with {await program.ended()}")


async def _first(*following: Coroutine[Any, Any, object]) -> None:
    """Until one of them ends; the others are cancelled. Raises what it raised."""
    tasks = [asyncio.create_task(one) for one in following]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
