"""Who is let into a Signal group and taken out: many at once, and one by one where one of them is refused."""

import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import structlog

from alerts.groups.group import Group, GroupReader
from alerts.groups.strangers import STRANGERS
from bot.transports.base import Delivered, Now, Outcome
from bot.transports.signal.outcomes import PostRefused
from bot.transports.signal.rest import RestGroup
from bot.transports.signal.transport import SignalTransport
from storage.database.store import Store
from storage.deadlines.deadlines import SqlDeadlines
from storage.groups.memberships import SqlMemberships, TownGroup

log = structlog.get_logger()

People: TypeAlias = Sequence[tuple[int, str]]
"""Contacts and their addresses."""
Change: TypeAlias = Callable[[str, Sequence[str]], Awaitable[Outcome]]

AT_ONCE = 20
"""People in one call: each call is a message to everybody in the group."""
LOOK = 60.0
"""Seconds between two looks at who asks to be let in."""
AGAIN = 3600.0
"""Seconds until somebody whom Signal refused is tried again."""


@dataclass(frozen=True)
class GroupDifference:
    """How one of a town's groups differs from who should be in it."""

    of: TownGroup
    group: Group | None
    """None: it is not made yet."""
    missing: People
    """Those of whom are missing who are to be let into this one."""
    gone: People
    number: int = 1
    """Which of the town's groups for these readers it is."""


class GroupMembers:
    """The members of the groups of one line."""

    def __init__(
        self,
        store: Store,
        transport: SignalTransport,
        may_call: Callable[[], bool],
        now: Now,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with nobody refused. `may_call`: asked before each call; `now`: aware UTC; `clock`: monotonic."""
        self._store = store
        self._transport = transport
        self._may_call = may_call
        self._now = now
        self._clock = clock
        self._looked: dict[int, float] = {}
        """When each group was last asked for who wants to be let in."""
        self._refused: dict[tuple[int, int], float] = {}
        """When Signal refused to let this contact into this group, or out of it."""

    async def mend(self, group: Group, difference: GroupDifference) -> None:
        """Let in who is missing or asks, take out who is gone. Raises database errors."""
        of = difference.of
        for contact_id in await self._changed(group, difference.missing, self._transport.add_to_group):
            await self._record(group, contact_id, asked=False)
        for contact_id in await self._changed(group, difference.gone, self._transport.remove_from_group):
            async with self._store.write() as session:
                await SqlMemberships(session, self._store.vault).remove(group.id, [contact_id])
        await self._let_in_who_asks(group, replace(of, group_ids=tuple({*of.group_ids, group.id})))

    async def _let_in_who_asks(self, group: Group, of: TownGroup) -> None:
        """Let in who follows the group's link and has a role by which they may: so the desk gets in if it wants to.

        Looked for once a minute: the bridge asks Signal for each of its groups.
        """
        now = self._clock()
        if self._looked.get(group.id, now - LOOK) > now - LOOK or not self._may_call():
            return
        self._looked[group.id] = now
        listed = next((one for one in await self._transport.groups() or () if one.id == group.address), None)
        if listed is None:
            return
        await self._look_for_strangers(group, listed)
        if not listed.asking:
            return
        async with self._store.read() as session:
            known = await SqlMemberships(session, self._store.vault).askers(of, list(listed.asking))
        for contact_id in await self._changed(group, known, self._transport.add_to_group):
            await self._record(group, contact_id, asked=True)

    async def _look_for_strangers(self, group: Group, listed: RestGroup) -> None:
        """Have the coordinators told where somebody is in the responders' group whom we did not let in.

        The service lists people by number or by UUID: only where there are more than we let in, and unknown ones.
        """
        if group.reader is not GroupReader.RESPONDERS:
            return
        async with self._store.read() as session:
            inside = await SqlMemberships(session, self._store.vault).inside(group.id)
        others = {*listed.members} - {self._transport.number}
        if len(others) > len(inside) and others - inside:
            async with self._store.write() as session:
                await SqlDeadlines(session).set_latest(STRANGERS, group.id, self._now())
            log.warning("signal_groups.strangers", group=group.id, count=len(others) - len(inside))

    async def _record(self, group: Group, contact_id: int, *, asked: bool) -> None:
        async with self._store.write() as session:
            await SqlMemberships(session, self._store.vault).add(group.id, [contact_id], asked=asked)

    async def _changed(self, group: Group, people: People, change: Change) -> list[int]:
        """Change the group for these people; return of whom it is done. One who is refused holds up nobody."""
        now = self._clock()
        due = [one for one in people if self._refused.get((group.id, one[0]), -AGAIN) <= now - AGAIN]
        done: list[int] = []
        for start in range(0, len(due), AT_ONCE):
            some = due[start : start + AT_ONCE]
            outcome = await self._call(group, some, change)
            if isinstance(outcome, PostRefused) and len(some) > 1:
                # It does not say for whose sake.
                for one in some:
                    outcome = await self._call(group, [one], change)
                    if isinstance(outcome, Delivered):
                        done.append(one[0])
                    elif not self._record_refusal(group, one[0], outcome):
                        return done
            elif isinstance(outcome, Delivered):
                done += [contact_id for contact_id, _ in some]
            elif not (len(some) == 1 and self._record_refusal(group, some[0][0], outcome)):
                return done
        return done

    async def _call(self, group: Group, people: People, change: Change) -> Outcome | None:
        """Make one call; None: the line is ours no more."""
        return await change(group.address, [address for _, address in people]) if self._may_call() else None

    def _record_refusal(self, group: Group, contact_id: int, outcome: Outcome | None) -> bool:
        """Remember that Signal refuses this person, if it does; False: no call makes sense just now."""
        if not isinstance(outcome, PostRefused):
            return False
        self._refused[group.id, contact_id] = self._clock()
        log.warning("signal_groups.refused", group=group.id, contact=contact_id)
        return True
