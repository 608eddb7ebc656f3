"""Finds out what a message is and who answers it. The only place that knows all the handlers."""

import re
from collections.abc import Awaitable, Callable

from alerts.notices import Notice
from handlers.core import choices
from handlers.core.inbound import InboundKind
from handlers.core.turn import Turn
from handlers.groups import connecting
from handlers.incidents import confirming, desk, reporting, updating
from handlers.info import texts
from handlers.joining import joining, linking
from handlers.people import settings, towns
from locales.commands import bare, command, is_call_for_help, is_greeting, is_slashed

COMMANDS: dict[str, Callable[[Turn, str], Awaitable[None]]] = {
    "start": joining.start,
    "report": reporting.command,
    "help": texts.help_,
    "language": settings.language,
    "towns": towns.towns,
    "join": joining.join,
    "leave": towns.leave,
    "status": settings.status,
    "privacy": texts.privacy,
    "rights": texts.rights,
    "stop": settings.stop,
    "desk": desk.list_open,
    "link": linking.link,
    "cancel": settings.cancel,
    "invite": joining.invite,
}
STEPS: dict[str, Callable[[Turn], Awaitable[bool]]] = {
    "report": reporting.add_to,
    "update": updating.written,
    "translate": confirming.translation,
}
"""What a free text means in the middle of something; False hands it on."""

_NUMBER = re.compile(r"\s*#?\s*([0-9]{1,4})[.)!]?\s*")


async def _stopped(turn: Turn) -> None:
    await turn.uow.people.unreachable(turn.contact.id)


async def _returned(turn: Turn) -> None:
    await turn.uow.people.heard(turn.contact, turn.now)


MEMBERSHIP: dict[InboundKind, Callable[[Turn], Awaitable[None]]] = {
    InboundKind.GROUP_ADDED: connecting.changed,
    InboundKind.GROUP_REMOVED: connecting.changed,
    InboundKind.STOPPED: _stopped,
    InboundKind.RETURNED: _returned,
}
"""What the platform tells us about who may write to whom; nobody said anything."""


async def answer(turn: Turn) -> None:
    """Answer one message. Edited, forwarded and group messages never command."""
    inbound = turn.inbound
    if inbound.kind in MEMBERSHIP:
        await MEMBERSHIP[inbound.kind](turn)
    elif not inbound.private:
        return
    elif inbound.edited:
        # A live position is "edited" every few seconds: answering would be chatter.
        if inbound.kind is not InboundKind.LOCATION:
            await turn.reply(Notice.of("help.edited"))
    elif inbound.kind is InboundKind.TAP:
        await choices.tapped(turn)
    elif inbound.kind is InboundKind.REACTION:
        await choices.reacted(turn)
    elif inbound.kind in (InboundKind.LOCATION, InboundKind.PHOTO, InboundKind.VOICE):
        # A dispatcher in the middle of writing sent it by mistake, or as part of the news, which are words only.
        await (turn.reply(Notice.of("help.words_only")) if await _in_step(turn) else reporting.sent(turn))
    elif inbound.kind is InboundKind.TEXT and inbound.text.strip():
        await _text(turn)
    else:
        await turn.reply(Notice.of("help.cannot_read"))


async def _text(turn: Turn) -> None:
    words = turn.inbound.text
    if turn.inbound.forwarded:
        await reporting.free_text(turn)
        return
    wanted = command(words) or (None if await _in_step(turn) else bare(words))
    if wanted:
        await turn.uow.conversations.leave(turn.person.id) if wanted[0] != "cancel" else None
        await COMMANDS[wanted[0]](turn, wanted[1])
    elif is_slashed(words):
        await turn.reply(Notice.of("help.unknown"))
    elif await _chosen(turn):
        return
    elif is_call_for_help(words):
        await reporting.call(turn)
    else:
        await _free(turn)


async def _chosen(turn: Turn) -> bool:
    """A number or the words of a choice we offered."""
    number = _NUMBER.fullmatch(turn.inbound.text)
    if number is not None and await choices.numbered(turn, int(number[1])):
        return True
    return await choices.worded(turn)


async def _in_step(turn: Turn) -> bool:
    """A dispatcher who is writing an update may begin it with any word."""
    step = await turn.uow.conversations.step(turn.person.id)
    return step is not None and step.name in ("update", "translate")


async def _free(turn: Turn) -> None:
    step = await turn.uow.conversations.step(turn.person.id)
    handler = STEPS.get(step.name) if step else None
    if handler is not None and await handler(turn):
        return
    if is_greeting(turn.inbound.text) or not any(c.isalnum() for c in turn.inbound.text):
        await texts.hello(turn)
    else:
        await reporting.free_text(turn)
