"""Finds out what a message is and who answers it. It knows no area by name: handlers/areas.py hands them over."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from alerts.notices import Notice
from handlers.core.area import Command, ConversationArea, Handler, StepHandler
from handlers.core.choices import Choices, Reacted
from handlers.core.inbound import InboundKind
from handlers.core.step import ANYBODY, Step, holds_one
from handlers.core.turn import Turn
from locales.commands import bare, command, is_call_for_help, is_greeting, is_slashed

K = TypeVar("K")
V = TypeVar("V")

_NUMBER = re.compile(r"\s*#?\s*([0-9]{1,4})[.)!]?\s*")
STEP_REMEMBERED = timedelta(hours=2)
"""So long after a step was entered somebody may still write for it; later their words are a report, say (ours)."""
_PIECES = (InboundKind.LOCATION, InboundKind.PHOTO, InboundKind.VIDEO, InboundKind.VOICE)


@dataclass(frozen=True, kw_only=True)
class Fallbacks:
    """Who answers what is no command, no choice, and belongs to no step."""

    words: Handler
    """Words that say something."""
    plea: Handler
    """Nothing but a call for help: "migra"."""
    piece: Handler
    """A location, a photo, a video, a voice note."""
    moved: Handler
    """A location shared live that is somewhere else now."""
    greeting: Handler
    """A greeting, an emoji."""
    reaction: Handler
    """A thumb on a question of ours that has more than two answers."""
    pleads: Callable[[Turn], bool]
    """Whether somebody plainly asks for help: then nothing that they were writing stands before it."""
    is_beyond: Callable[[Turn], Awaitable[bool]]
    """Whatever somebody writes or sends is counted: True where it is more than one person may."""
    bundle: Callable[[Turn], Awaitable[bool]]
    """What is more than one person may: True where it was seen to."""


class Router:
    """The way from a message to the handler that answers it."""

    def __init__(self, areas: Iterable[ConversationArea], fallbacks: Fallbacks) -> None:
        """Take what the areas register. Raises ValueError where two register one command, tap, step or event."""
        areas = list(areas)
        self.commands: dict[str, Command] = {}
        """By canonical name, in the order of Telegram's menu."""
        self._steps: dict[str, StepHandler] = {}
        self._events: dict[InboundKind, Handler] = {}
        self._choices = Choices(areas)
        self._fallbacks = fallbacks
        for area in areas:
            _merge(self.commands, {one.name: one for one in area.commands}, "command")
            _merge(self._steps, {one.kind.name: one for one in area.steps}, "step")
            _merge(self._events, area.events, "event")
        self.commands = dict(sorted(self.commands.items(), key=lambda named: named[1].menu))

    async def answer(self, turn: Turn) -> None:
        """Answer one message. Edited, forwarded and group messages never command."""
        inbound = turn.inbound
        if inbound.kind in self._events:
            await self._events[inbound.kind](turn)
        elif not inbound.private:
            return
        elif inbound.edited:
            await self._edited(turn)
        elif inbound.kind is InboundKind.TAP:
            await self._choices.tapped(turn)
        elif inbound.kind is InboundKind.REACTION:
            unclear = await self._choices.reacted(turn) is Reacted.UNCLEAR
            if unclear and not await self._fallbacks.is_beyond(turn):
                await self._fallbacks.reaction(turn)
        elif not await self._is_beyond(turn):
            await self._said(turn)

    async def _edited(self, turn: Turn) -> None:
        if turn.inbound.kind is InboundKind.LOCATION:
            # A live position is "edited" every few seconds: answering would be chatter.
            await self._fallbacks.moved(turn)
        elif await self._is_beyond(turn):
            return
        elif self._fallbacks.pleads(turn):
            await self._free(turn, None)
        else:
            await turn.reply(Notice.of("help.edited"))

    async def _said(self, turn: Turn) -> None:
        if turn.inbound.kind in _PIECES:
            await self._piece(turn)
        elif turn.inbound.kind is InboundKind.TEXT and turn.inbound.text.strip():
            await self._text(turn)
        else:
            await turn.reply(Notice.of("help.cannot_read"))
        # Last: what was read is answered first.
        missing = {"help.cut": turn.inbound.cut, "help.file": turn.inbound.unread_file}
        if any(missing.values()) and await turn.uow.people.get(turn.person.id) is not None:
            # Whoever left with it hears nothing any more.
            await turn.reply(*(Notice.of(key) for key, said in missing.items() if said))

    async def _is_beyond(self, turn: Turn) -> bool:
        # A number is a tap where a platform has no buttons, and so are the words of a choice.
        number = _NUMBER.fullmatch(turn.inbound.text)
        may_choose = not (turn.inbound.edited or turn.inbound.forwarded)
        if may_choose and number is not None and await self._choices.is_numbered(turn, int(number[1])):
            return False
        if not await self._fallbacks.is_beyond(turn):
            return False
        if may_choose and await self._choices.is_worded(turn):
            return False
        return await self._fallbacks.bundle(turn)

    async def _piece(self, turn: Turn) -> None:
        if await self._is_shut_out(turn):
            return
        step = await self._step(turn)
        if step is not None and step.words_only:
            # A dispatcher in the middle of writing sent it by mistake, or as part of the news, which are words only.
            await turn.reply(Notice.of("help.words_only"))
            return
        if step is not None and step.takes_pieces and await self._in_step(turn, step):
            return
        await self._fallbacks.piece(turn)

    async def _text(self, turn: Turn) -> None:
        words = turn.inbound.text
        if turn.inbound.forwarded:
            await self._fallbacks.words(turn)
            return
        step = await self._step(turn)
        wanted = command(words) or (None if step is not None and step.takes_any_word else bare(words))
        if wanted:
            await self._command(turn, *wanted)
        elif is_slashed(words):
            await turn.reply(Notice.of("help.unknown"))
        elif await self._is_shut_out(turn) or await self._chosen(turn, step):
            return
        elif is_call_for_help(words):
            await self._fallbacks.plea(turn)
        else:
            await self._free(turn, step)

    async def _command(self, turn: Turn, name: str, rest: str) -> None:
        if name != "cancel":
            await turn.leave()
        wanted = self.commands[name]
        if wanted.is_barred(turn.person):
            await turn.reply(Notice.of("trust.suspended_still"))
        elif wanted.may(turn.person):
            turn.roles = wanted.roles
            await wanted.run(turn, rest)
        else:
            await turn.reply(Notice.of("trust.number_first" if turn.person.has_uncompared_number else "refused.role"))

    async def _chosen(self, turn: Turn, step: Step | None) -> bool:
        """Answer a number, or the words of a choice we offered."""
        number = _NUMBER.fullmatch(turn.inbound.text)
        if number is not None and step is not None and step.takes_all_numbers:
            return False
        words_too = step is not None and step.takes_numbers
        if number is not None and await self._choices.numbered(turn, int(number[1]), words_too=words_too):
            return True
        # Whoever was asked something in words answers that with "yes", too.
        yes_too = step is None or not (step.takes_all_numbers or step.takes_any_word)
        return await self._choices.worded(turn, yes_too=yes_too)

    async def _step(self, turn: Turn) -> Step | None:
        """Return the step they are in, if some area takes what is written in it."""
        kept = await turn.uow.conversations.step(turn.person.id)
        handler = self._steps.get(kept.name) if kept else None
        return await turn.step(handler.kind) if handler else None

    async def _is_shut_out(self, turn: Turn) -> bool:
        """Tell who is in a step whose role they lost that nothing was done; long after it their words are anew."""
        kept = await turn.uow.conversations.step(turn.person.id)
        handler = self._steps.get(kept.name) if kept else None
        if kept is None or handler is None or holds_one(turn.person, handler.kind.roles):
            return False
        await turn.leave()
        if turn.now - kept.since > STEP_REMEMBERED or handler.kind.is_over(kept.since, turn.now):
            return False
        if self._fallbacks.pleads(turn):
            # Whatever they were writing: this is heard as anybody's.
            return False
        await turn.reply(Notice.of("trust.suspended_still" if turn.person.suspended else "refused.role"))
        return True

    async def _in_step(self, turn: Turn, step: Step) -> bool:
        """Answer what is written in a step; False where it is none of it."""
        turn.roles = step.roles
        if await self._steps[step.name].run(turn, step):
            return True
        turn.roles = ANYBODY
        return False

    async def _free(self, turn: Turn, step: Step | None) -> None:
        if step is not None and await self._in_step(turn, step):
            return
        if is_greeting(turn.inbound.text) or not any(c.isalnum() for c in turn.inbound.text):
            await self._fallbacks.greeting(turn)
        else:
            await self._fallbacks.words(turn)


def _merge(known: dict[K, V], more: Mapping[K, V], what: str) -> None:
    """Add `more`. Raises ValueError where one of them is known already."""
    for key, value in more.items():
        if key in known:
            raise ValueError(f"two areas register the {what} {key}")
        known[key] = value
