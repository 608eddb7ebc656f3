"""A town's Telegram group of responders: who asks is answered, who lost the role is taken out, who has it gets a link.

What is to be done stands in the database (alerts/groups/), so it outlives a restart and a platform that is away.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

import structlog

from alerts.groups import admission_requests, bot_membership, join_links, taking_out
from alerts.groups.group_account import AccountStanding, GroupAccount
from alerts.groups.missing_rights import GroupRight
from alerts.groups.ports import GROUP_ACCOUNTS, GROUPS, MEMBERSHIPS
from alerts.groups.responder_group import ResponderGroup, responder_group
from alerts.trust.banning import is_banned
from bot.lines.group_call_gate import Call, GroupCallGate
from bot.process.wakeup import Wakeup
from bot.transports.base import Moved, Now
from bot.transports.telegram.administration import (
    CallDone,
    CallOutcome,
    GroupPlace,
    LinkMade,
    RightMissing,
    Untouchable,
)
from storage.database.faults import fault_of
from storage.groups.memberships import SqlMemberships, TownGroup
from storage.unit_of_work import SqlUnitOfWork, UnitOfWorkFactory

log = structlog.get_logger()

EVERY = 60.0
"""Seconds between two looks that nobody asked for."""
AT_ONCE = 20
"""Links in one round: who asks to be let in, and who is to be put out, does not wait for three hundred of them."""


class Administration(Protocol):
    """What the bot can do in a group: bot/transports/telegram/administration.py."""

    async def make_link(self, chat: str, expires_at: datetime) -> CallOutcome:
        """Make a link whose followers ask to be let in. It bears no name: other administrators read names."""
        ...

    async def let_in(self, chat: str, user: str) -> CallOutcome:
        """Approve a request."""
        ...

    async def refuse(self, chat: str, user: str) -> CallOutcome:
        """Decline a request."""
        ...

    async def ban(self, chat: str, user: str) -> CallOutcome:
        """Put somebody out, who cannot come in by any link before unban()."""
        ...

    async def unban(self, chat: str, user: str) -> CallOutcome:
        """Let somebody who was put out follow a link again; who is inside stays."""
        ...

    async def place_of(self, chat: str, user: str) -> CallOutcome:
        """Ask what somebody is in the group; OUTSIDE for whom Telegram does not know."""
        ...


class TelegramGroups:
    """The service that does in a line's groups of responders what the database says is to be done."""

    def __init__(
        self,
        work: UnitOfWorkFactory,
        line_id: int,
        administration: Administration,
        gate: GroupCallGate,
        now: Now,
        *,
        posted: Callable[[], None] = lambda: None,
    ) -> None:
        """Make the service. `posted`: called when it posted something or set a deadline; `now`: aware UTC."""
        self._work = work
        self._line_id = line_id
        self._administration = administration
        self._gate = gate
        self._now = now
        self._posted = posted
        self._wakeup = Wakeup(1.0)
        self._stopping = False

    def nudge(self) -> None:
        """Look again soon: somebody may have got a role, lost one, or ask to be let in."""
        self._wakeup.ring(urgent=False)

    def stop(self) -> None:
        """End after the call under way."""
        self._stopping = True
        self._gate.close()
        self._wakeup.ring()

    async def run(self) -> None:
        """Do what is to be done until stop()."""
        while not self._stopping:
            more = False
            try:
                more = await self.mend()
            except Exception as error:
                # Tried again at the next look: a group that is late must not end the program.
                if fault_of(error) is None:
                    log.exception("telegram_groups.trouble")
            await self._wakeup.listen(0 if more else self._gate.rest(EVERY))

    async def mend(self) -> bool:
        """Do what is to be done; return whether there is more that could be done at once. Raises database errors."""
        more = False
        # Asked after whatever was posted on the line, and nearly always in vain.
        for found in await self._work.look_at(self._groups):
            # One look a group: whoever writes meanwhile is read between two of them.
            if not await self._work.look_at(partial(self._has_work, found=found)):
                continue
            await self._answer_requests(found)
            await self._take_out(found)
            more |= await self._send_links(found)
        return more

    async def _groups(self, uow: SqlUnitOfWork) -> list[ResponderGroup]:
        ours = [one for one in await GROUPS(uow).of_responders("telegram") if one.line_id == self._line_id]
        found = [await responder_group(uow, one) for one in ours]
        return [one for one in found if one is not None]

    async def _has_work(self, uow: SqlUnitOfWork, found: ResponderGroup) -> bool:
        """Say whether anything is to be done there: where nothing is, this spares a transaction for each kind of it."""
        waiting = (*admission_requests.ASKING, AccountStanding.OUT)
        return bool(
            await GROUP_ACCOUNTS(uow).with_standing([found.group.id], waiting)
            or await self._memberships(uow).gone(self._of(found))
            or await self._memberships(uow).without_link(self._of(found))
        )

    async def _answer_requests(self, found: ResponderGroup) -> None:
        for account in await self._accounts(found, *admission_requests.ASKING):
            async with self._work.look() as uow:
                belongs = await admission_requests.may_be_in(uow, found, account.address)
            call = self._administration.let_in if belongs else self._administration.refuse
            outcome = await self._call(found, GroupRight.INVITE, account.address, call)
            if not isinstance(outcome, CallDone):
                continue
            async with self._work.begin() as uow:
                if belongs:
                    await admission_requests.note_let_in(uow, found, account)
                else:
                    await admission_requests.note_refused(uow, self._now(), found, account)
            self._posted()

    async def _take_out(self, found: ResponderGroup) -> None:
        for account in await self._accounts(found, AccountStanding.OUT):
            if await self._is_out(found, account.address):
                async with self._work.begin() as uow:
                    await taking_out.note_taken_out(uow, self._now(), found, account)
                self._posted()
        async with self._work.look() as uow:
            gone = await self._memberships(uow).gone(self._of(found))
        for contact_id, address in gone:
            if await self._is_out(found, address):
                async with self._work.begin() as uow:
                    await MEMBERSHIPS(uow).remove(found.group.id, [contact_id])

    async def _is_out(self, found: ResponderGroup, address: str) -> bool:
        """Put this account out; return whether it is done. Unless they are banned they may come again by a link."""
        outcome = await self._call(found, GroupRight.REMOVE, address, self._administration.ban)
        if isinstance(outcome, Untouchable):
            async with self._work.begin() as uow:
                await taking_out.tell_cannot_be_taken_out(uow, self._now(), found, address, owner=outcome.owner)
            self._posted()
        if not isinstance(outcome, CallDone):
            return False
        async with self._work.look() as uow:
            known = await uow.people.find(self._line_id, address)
            stays_out = await is_banned(uow, known[0] if known else None, address)
        if stays_out:
            return True
        return isinstance(await self._call(found, GroupRight.REMOVE, address, self._administration.unban), CallDone)

    async def _send_links(self, found: ResponderGroup) -> bool:
        async with self._work.look() as uow:
            due = await self._memberships(uow).without_link(self._of(found))
        due = [one for one in due if self._gate.may(found.group.id, GroupRight.INVITE, one[1])]
        for contact_id, address in due[:AT_ONCE]:
            await self._send_link(found, contact_id, address)
        return len(due) > AT_ONCE and self._gate.may(found.group.id, GroupRight.INVITE)

    async def _send_link(self, found: ResponderGroup, contact_id: int, address: str) -> None:
        place = await self._call(found, GroupRight.INVITE, address, self._administration.place_of)
        if place in (GroupPlace.INSIDE, GroupPlace.ADMIN, GroupPlace.OWNER):
            async with self._work.begin() as uow:
                await join_links.note_already_inside(uow, self._now(), found, contact_id)
            self._posted()
            return
        if place is GroupPlace.BANNED:
            place = await self._call(found, GroupRight.REMOVE, address, self._administration.unban)
        if place is None or isinstance(place, RightMissing):
            return
        until = self._now() + join_links.LASTS
        made = await self._call(
            found, GroupRight.INVITE, address, lambda chat, _: self._administration.make_link(chat, until)
        )
        if isinstance(made, LinkMade):
            async with self._work.begin() as uow:
                await join_links.send_link(uow, self._now(), found, contact_id, made.link)
            self._posted()

    async def _call(self, found: ResponderGroup, right: GroupRight, address: str, call: Call) -> CallOutcome | None:
        """Make one call; None: not now, or not done. A group that became another chat is followed at the next look."""
        outcome = await self._gate.call(found, right, address, call)
        if isinstance(outcome, Moved):
            async with self._work.begin() as uow:
                await bot_membership.moved(uow, self._line_id, found.group.address, outcome.chat)
            self.nudge()
            return None
        if isinstance(outcome, RightMissing):
            self._posted()
        return outcome

    async def _accounts(self, found: ResponderGroup, *standings: AccountStanding) -> list[GroupAccount]:
        async with self._work.look() as uow:
            return list(await GROUP_ACCOUNTS(uow).with_standing([found.group.id], standings))

    def _memberships(self, uow: SqlUnitOfWork) -> SqlMemberships:
        return SqlMemberships(uow.session, self._work.store.vault)

    def _of(self, found: ResponderGroup) -> TownGroup:
        return TownGroup(
            line_id=self._line_id, town_id=found.town.id, reader=found.group.reader, group_ids=(found.group.id,)
        )
