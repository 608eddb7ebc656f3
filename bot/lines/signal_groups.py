"""The town's Signal group: made by the bot, and its members kept as they are in the network."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import structlog

from alerts.network.town import Network, Town
from alerts.notices import Text
from bot.outbound.line_lease import Lease
from bot.process.wakeup import Wakeup
from bot.transports.base import Delivered
from locales.catalogue import ReaderLocale
from storage.database.faults import fault_of
from storage.database.store import Store
from storage.groups.groups import SqlGroups
from storage.groups.memberships import SqlMemberships

if TYPE_CHECKING:
    from bot.transports.signal.transport import SignalTransport

log = structlog.get_logger()

EVERY = 60.0
"""Seconds between two looks that nobody asked for; a failed call is tried again then."""


class SignalGroups:
    """The service that compares who should be in each town's group with who is, and mends the difference."""

    def __init__(
        self,
        store: Store,
        transport: "SignalTransport",
        network: Network,
        words: Callable[[str], ReaderLocale],
        lease: Lease,
    ) -> None:
        """Make the service. `lease`: asked before each call, for after a freeze another may work the line."""
        self._lease = lease
        self._store = store
        self._transport = transport
        self._network = network
        self._words = words
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
        """Mend every town's group once. Raises database errors."""
        for town in self._network.towns:
            if self._may_call():
                await self._mend(town)

    def _may_call(self) -> bool:
        """Return whether to ask the service for one more thing; what is left out now is found at a later look."""
        return not self._stopping and self._lease.holds()

    async def _mend(self, town: Town) -> None:
        line = self._transport.line_id
        async with self._store.read() as session:
            group = await SqlGroups(session, self._store.vault).of_town(line, town.id)
            memberships = SqlMemberships(session, self._store.vault)
            missing = await memberships.missing(line, town.id, group.id if group else None)
            gone = await memberships.gone(group.id, town.id) if group else []
        if group is None and missing:
            await self._make(town, missing)
        elif group is not None and missing and self._may_call():
            added = await self._transport.add_to_group(group.address, [address for _, address in missing])
            if isinstance(added, Delivered):
                await self._record(group.id, [contact_id for contact_id, _ in missing])
        if group is not None and gone and self._may_call():
            removed = await self._transport.remove_from_group(group.address, [address for _, address in gone])
            if isinstance(removed, Delivered):
                await self._forget(group.id, [contact_id for contact_id, _ in gone])

    async def _make(self, town: Town, missing: list[tuple[int, str]]) -> None:
        """Create a town's group, or take the one of its name: a run made it and ended before it could write it down."""
        language = self._words(self._network.languages[0])
        name = language.text(Text("group.signal_name", {"network": self._network.name, "town": town.name}))
        there = await self._transport.groups()
        if there is None:
            # One may bear the name: with a second one, every post would reach the town twice.
            return
        standing = next((group for group in there if group.name == name), None)
        address = standing.id if standing else await self._create(name, [address for _, address in missing])
        if address is None:
            # The service refused, or the line is no longer ours: the next look tries again.
            return
        async with self._store.write() as session:
            groups = SqlGroups(session, self._store.vault)
            group = await groups.added(self._transport.line_id, address, name)
            await groups.connect(group.id, town.id)
        if standing is None:
            await self._record(group.id, [contact_id for contact_id, _ in missing])
        else:
            self._wakeup.ring()
        log.info("signal_groups.made", town=town.id)

    async def _create(self, name: str, members: Sequence[str]) -> str | None:
        return await self._transport.create_group(name, members) if self._may_call() else None

    async def _record(self, group_id: int, contact_ids: list[int]) -> None:
        async with self._store.write() as session:
            await SqlMemberships(session, self._store.vault).add(group_id, contact_ids)

    async def _forget(self, group_id: int, contact_ids: list[int]) -> None:
        async with self._store.write() as session:
            await SqlMemberships(session, self._store.vault).remove(group_id, contact_ids)
