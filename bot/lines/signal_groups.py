"""A town's Signal groups, the community's and the responders': made by the bot, with the people whom they are for."""

from collections.abc import Callable
from dataclasses import replace

import structlog

from alerts.groups.group import Group, GroupReader
from alerts.network.town import Network, Town
from alerts.notices import Text
from bot.lines.group_members import GroupDifference, GroupMembers
from bot.outbound.line_lease import Lease
from bot.process.wakeup import Wakeup
from bot.transports.base import Delivered, Now
from bot.transports.signal.transport import SignalTransport
from locales.catalogue import ReaderLocale
from storage.database.faults import fault_of
from storage.database.store import Store
from storage.groups.groups import SqlGroups
from storage.groups.memberships import SqlMemberships, TownGroup
from storage.network.networks import NetworkReader

log = structlog.get_logger()

EVERY = 60.0
"""Seconds between two looks that nobody asked for; a failed call is tried again then."""
MOST = 950
"""People in a group of ours before another is made: Signal takes 1,000, and who asks to be let in needs room (ours)."""
FEWEST = {GroupReader.COMMUNITY: 1, GroupReader.RESPONDERS: 2}
"""People for whom a group is made."""
_NAMES = {GroupReader.COMMUNITY: "group.signal_name", GroupReader.RESPONDERS: "group.signal_responders"}


class SignalGroups:
    """The service that compares who should be in each of a town's groups with who is, and mends the difference."""

    def __init__(
        self,
        store: Store,
        transport: SignalTransport,
        words: Callable[[str], ReaderLocale],
        lease: Lease,
        now: Now,
        most: int = MOST,
    ) -> None:
        """Make the service. `lease`: asked before each call, for after a freeze another may work the line.

        `now`: aware UTC; `most`: people in one group.
        """
        self._most = most
        self._lease = lease
        self._store = store
        self._transport = transport
        self._networks = NetworkReader(store.vault)
        self._words = words
        self._members = GroupMembers(store, transport, self._may_call, now)
        self._wakeup = Wakeup(0.2)
        self._stopping = False

    def nudge(self) -> None:
        """Look again soon: somebody may have joined or left."""
        self._wakeup.ring(urgent=False)

    def stop(self) -> None:
        """End after the call under way."""
        self._stopping = True
        self._wakeup.ring()

    async def run(self) -> None:
        """Mend the groups until stop()."""
        while not self._stopping:
            try:
                await self.mend()
            except Exception as error:
                # Tried again at the next look: a group that is late must not end the program.
                if fault_of(error) is None:
                    log.exception("signal_groups.trouble")
            await self._wakeup.listen(EVERY)

    async def mend(self) -> None:
        """Mend every town's groups once. Raises database errors.

        All are made before people are let into any: a preview counts groups, and is not sent once they are others.
        """
        there: list[tuple[Group, GroupDifference]] = []
        async with self._store.read() as session:
            network = await self._networks.read(session)
        for town in network.towns:
            if self._may_call():
                for difference in await self._differences(town):
                    group = await self._standing(network, town, difference)
                    if group is not None:
                        await self._rename(network, town, group, difference)
                    there += [(group, difference)] if group is not None else []
        for group, difference in there:
            if self._may_call():
                await self._members.mend(group, difference)

    def _may_call(self) -> bool:
        """Return whether to ask the service for one more thing; what is left out now is found at a later look."""
        return not self._stopping and self._lease.holds()

    async def _differences(self, town: Town) -> list[GroupDifference]:
        """Compare the groups of a town with who is in them, in one go: it is asked whenever something was posted."""
        line, found = self._transport.line_id, []
        async with self._store.read() as session:
            groups, memberships = SqlGroups(session, self._store.vault), SqlMemberships(session, self._store.vault)
            for reader in GroupReader:
                there = await groups.of_town(line, town.id, reader)
                ids = tuple(group.id for group in there)
                of = TownGroup(line_id=line, town_id=town.id, reader=reader, group_ids=ids)
                missing = await memberships.missing(of)
                sizes = await memberships.sizes(of)
                for number, group in enumerate(there, start=1):
                    room = max(0, self._most - sizes[group.id])
                    gone = await memberships.gone(replace(of, group_ids=(group.id,)))
                    found.append(GroupDifference(of, group, missing[:room], gone, number))
                    missing = missing[room:]
                # Whoever has no room anywhere gets one more; to them it is the town's group, as every post is in each.
                for number, start in enumerate(range(0, len(missing), self._most), start=len(there) + 1):
                    found.append(GroupDifference(of, None, missing[start : start + self._most], [], number))
        return found

    async def _standing(self, network: Network, town: Town, difference: GroupDifference) -> Group | None:
        """Return the group, made just now where it is wanted; None where there is none."""
        if difference.group is None and (
            difference.number > 1 or len(difference.missing) >= FEWEST[difference.of.reader]
        ):
            return await self._make(network, town, difference)
        return difference.group

    def _name(self, network: Network, town_name: str, difference: GroupDifference) -> str:
        """Return what such a group is called: the second of a town bears its number."""
        words = self._words(network.languages[0])
        name = words.text(Text(_NAMES[difference.of.reader], {"network": network.name, "town": town_name}))
        return name if difference.number == 1 else f"{name} {difference.number}"

    async def _rename(self, network: Network, town: Town, group: Group, difference: GroupDifference) -> None:
        """Let a group that we named for a former name of the town bear the present one; others' names are theirs."""
        name = self._name(network, town.name, difference)
        ours = {self._name(network, former, difference) for former in town.also}
        if group.title == name or group.title not in ours or not self._may_call():
            return
        if isinstance(await self._transport.rename_group(group.address, name), Delivered):
            async with self._store.write() as session:
                await SqlGroups(session, self._store.vault).rename(group.id, name)

    async def _make(self, network: Network, town: Town, difference: GroupDifference) -> Group | None:
        """Create a town's group, or take the one of its name: a run made it and ended before it could write it down."""
        name, reader = self._name(network, town.name, difference), difference.of.reader
        there = await self._transport.groups()
        if there is None:
            # One may bear the name: with a second one, every post would reach the town twice.
            return None
        # Anybody can make a group of that name and add us: a run of ours left it empty.
        empty = [group for group in there if group.name == name and group.inside and len(group.members) <= 1]
        standing = next(iter(empty), None)
        address = standing.id if standing else await self._create(name)
        if address is None:
            # The service refused, or the line is no longer ours: the next look tries again.
            return None
        async with self._store.write() as session:
            groups = SqlGroups(session, self._store.vault)
            group = await groups.added(self._transport.line_id, address, name, reader)
            await groups.connect(group.id, town.id)
        log.info("signal_groups.made", town=town.id)
        return group

    async def _create(self, name: str) -> str | None:
        """Create it without people: one whom Signal refuses would keep it from being made."""
        return await self._transport.create_group(name, []) if self._may_call() else None
