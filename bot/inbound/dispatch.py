"""Between intake and handlers: who writes, one transaction, and how a tap is answered."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeAlias

from alerts.groups import bot_membership
from alerts.lines import calls, deaf_windows, unheard
from alerts.notices import Notice, Text, text
from alerts.people.person import Contact, Person
from alerts.places.named_place import PlaceAnswer, PlaceQuery
from alerts.trust import safety_number_changes
from alerts.trust.banning import is_banned
from alerts.work.hotline import whom_to_call
from bot.outbound.rendering import toast
from bot.transports.base import Now, Transport
from handlers.areas import ROUTER
from handlers.core.file_wanted import FileWanted
from handlers.core.inbound import Inbound, InboundKind
from handlers.core.lookup import LookupWanted
from handlers.core.turn import Turn
from handlers.groups import group_members
from locales.catalogue import ReaderLocale
from storage.inbox.inbox import finish
from storage.unit_of_work import SqlUnitOfWork, UnitOfWorkFactory

LookUp: TypeAlias = Callable[[PlaceQuery], Awaitable[PlaceAnswer]]
"""Finds the town that somebody names."""

OF_GROUPS = (
    InboundKind.GROUP_REMOVED,
    InboundKind.GROUP_MUTED,
    InboundKind.GROUP_MOVED,
    InboundKind.GROUP_JOINED,
    InboundKind.GROUP_LEFT,
    InboundKind.JOIN_REQUEST,
)
"""Kinds of message about who is in a group, we among them, whoever changed it."""
UNANSWERABLE = (InboundKind.UNHEARD, InboundKind.CALL)
"""Kinds of message of which nobody can know what they say."""
UNASKED = (InboundKind.STOPPED, InboundKind.RETURNED)
"""Kinds of message that make no stranger into a person we keep."""


async def nothing_found(_: PlaceQuery) -> PlaceAnswer:
    """Know no town."""
    return PlaceAnswer()


@dataclass(frozen=True)
class _Prepared:
    """What one message needed outside its transaction, by now."""

    looked_up: Mapping[PlaceQuery, PlaceAnswer]
    files: Mapping[Hashable, bytes]


class Dispatcher:
    """The intake's callbacks, with the real handlers and store behind them."""

    def __init__(
        self,
        work: UnitOfWorkFactory,
        now: Now,
        transport_of: Callable[[int], Transport | None],
        look_up: LookUp = nothing_found,
    ) -> None:
        """Take what it works with. `look_up`: finds the town that somebody names; none, where nothing does."""
        self._work = work
        self._now = now
        self._transport_of = transport_of
        self._look_up = look_up

    async def answer(self, inbound: Inbound, inbox_id: int) -> Text | None:
        """Answer one message: its effects and the inbox row's end are one transaction."""
        looked_up: dict[PlaceQuery, PlaceAnswer] = {}
        files: dict[Hashable, bytes] = {}
        while True:
            try:
                prepared = _Prepared(looked_up, files)
                return await self._work.run(partial(self._answer, inbound, inbox_id, self._now(), prepared))
            except FileWanted as wanted:
                # As below; and in a thread of its own, as it takes a good part of a second.
                files[wanted.key] = await asyncio.to_thread(wanted.make)
            except LookupWanted as wanted:
                # Outside the transaction, which is undone: whoever reports meanwhile does not wait for it.
                looked_up[wanted.query] = await self._look_up(wanted.query)

    async def _answer(
        self,
        inbound: Inbound,
        inbox_id: int,
        now: datetime,
        prepared: _Prepared,
        uow: SqlUnitOfWork,
    ) -> Text | None:
        # First, and again undone if the rest fails: who lost the line to another instance answers nothing twice.
        if not await finish(uow.session, inbox_id, now):
            return None
        if inbound.kind in UNANSWERABLE:
            await self._unheard(uow, inbound, now)
            return None
        if inbound.kind in OF_GROUPS:
            await self._of_group(uow, inbound, now)
            return None
        if not inbound.private and inbound.kind is not InboundKind.GROUP_ADDED:
            await group_members.wrote(uow, now, inbound)
        turn = await self._turn(uow, inbound, now)
        if turn is None and inbound.kind is InboundKind.GROUP_ADDED:
            await bot_membership.put_back(uow, now, inbound.line_id, inbound.chat, inbound.text)
        if turn is None:
            return None
        turn.looked_up, turn.files = prepared.looked_up, prepared.files
        await ROUTER.answer(turn)
        return turn.toasts[0] if turn.toasts else None

    async def _unheard(self, uow: SqlUnitOfWork, inbound: Inbound, now: datetime) -> None:
        """Tell of a call, and of what could not be read; whose that was is not always known."""
        if inbound.sender and not inbound.private:
            # What is said in a group is not for us.
            return
        if not inbound.sender:
            await unheard.by_nobody(uow, now, inbound.line_id, inbound.sent_at)
            return
        found = await uow.people.find(inbound.line_id, inbound.sender)
        if await is_banned(uow, found[0] if found else None, inbound.sender):
            return
        person, contact = found or await uow.people.add(inbound.line_id, inbound.sender, now)
        await uow.contacts.heard(contact, now)
        told = calls.by_somebody if inbound.kind is InboundKind.CALL else unheard.by_somebody
        await told(uow, now, person, contact, inbound.sent_at)
        if inbound.distrusted:
            await safety_number_changes.key_refused(uow, now, contact.id)

    async def _of_group(self, uow: SqlUnitOfWork, inbound: Inbound, now: datetime) -> None:
        """Follow what happened to a group, whoever did it: most administrators are nobody whom we know."""
        if inbound.kind is InboundKind.GROUP_MOVED:
            await bot_membership.moved(uow, inbound.line_id, inbound.chat, inbound.text)
            return
        if await group_members.changed(uow, now, inbound):
            return
        found = await uow.people.find(inbound.line_id, inbound.sender)
        by = found[0] if found else None
        if inbound.kind is InboundKind.GROUP_MUTED:
            await bot_membership.muted(uow, now, inbound.line_id, inbound.chat, by)
        else:
            await bot_membership.removed(uow, now, inbound.line_id, inbound.chat, by)

    async def _turn(self, uow: SqlUnitOfWork, inbound: Inbound, now: datetime) -> Turn | None:
        """Return the turn of who wrote; None for strangers in a group, whose name and address are not kept.

        Who was put out for good is not heard either.
        """
        known = await uow.people.find(inbound.line_id, inbound.sender)
        if await is_banned(uow, known[0] if known else None, inbound.sender):
            return None
        who = await self._who(uow, inbound, now, known)
        if who is None:
            return None
        network = await uow.network()
        return Turn(
            uow=uow,
            now=now,
            inbound=inbound,
            person=who[0],
            contact=who[1],
            network=network,
            is_first=known is None,
        )

    async def _who(
        self, uow: SqlUnitOfWork, inbound: Inbound, now: datetime, found: tuple[Person, Contact] | None
    ) -> tuple[Person, Contact] | None:
        if not inbound.private or inbound.kind in UNASKED:
            return found
        if found is None:
            return await uow.people.add(inbound.line_id, inbound.sender, now)
        await uow.contacts.heard(found[1], now)
        return found

    async def acknowledge(self, inbound: Inbound, shown: Text | None) -> None:
        """End a tap's waiting sign with a line that vanishes, in the tapper's language."""
        transport = self._transport_of(inbound.line_id)
        if transport is None:
            return
        reader = await self._work.look_at(partial(self._reader_locale, inbound))
        await transport.acknowledge(inbound.tap_id, toast(shown, reader, self._now()))

    async def _reader_locale(self, inbound: Inbound, uow: SqlUnitOfWork) -> ReaderLocale:
        found = await uow.people.find(inbound.line_id, inbound.sender)
        network = await uow.network()
        return ReaderLocale((found[0].language if found else None) or network.languages[0], network.zone)

    async def apologise(self, inbound: Inbound) -> None:
        """Tell the person whose message was set aside that something went wrong."""
        now = self._now()
        async with self._work.begin() as uow:
            found = await uow.people.find(inbound.line_id, inbound.sender)
            if inbound.private and not await is_banned(uow, found[0] if found else None, inbound.sender):
                contact = (found or await uow.people.add(inbound.line_id, inbound.sender, now))[1]
                sorry = Notice(parts=(text("error.apology"), whom_to_call(uow.hotline)))
                await uow.mail.post(sorry, [contact.id], now)

    async def deaf(self, line_id: int, since: datetime, until: datetime) -> None:
        """Record that a line could not hear between these moments (aware UTC), and tell the desk."""
        async with self._work.begin() as uow:
            await deaf_windows.tell(uow, self._now(), line_id, since, until)
