"""One transaction, with everything the use cases may do in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property

from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.retention import Retention
from alerts.network.town import Network
from storage.database.store import Store
from storage.deadlines.deadlines import SqlDeadlines
from storage.encryption.vault import Vault
from storage.groups.groups import SqlGroups
from storage.incidents.incidents import SqlIncidents
from storage.lines.lines import SqlLines
from storage.network.networks import NetworkReader
from storage.outbox.mail import SqlMail
from storage.people.conversations import SqlConversations
from storage.people.people import SqlPeople
from storage.upkeep.purge import SqlPurge


class SqlUnitOfWork:
    """alerts.work.unit_of_work.UnitOfWork on a database."""

    def __init__(
        self, session: AsyncSession, vault: Vault, retention: Retention, hotline: str, networks: NetworkReader
    ) -> None:
        self.session = session
        self.retention = retention
        self.hotline = hotline
        self.people = SqlPeople(session, vault)
        self.conversations = SqlConversations(session, vault)
        self.incidents = SqlIncidents(session, vault)
        self.mail = SqlMail(session, vault)
        self.deadlines = SqlDeadlines(session)
        self.groups = SqlGroups(session, vault)
        self.lines = SqlLines(session, vault)
        self.chores = SqlPurge(session)
        self._networks = networks

    async def network(self) -> Network:
        """The network; LookupError before `rebato init`."""
        return await self._networks.read(self.session)


@dataclass(frozen=True)
class UnitOfWorkFactory:
    """Opens units of work."""

    store: Store
    retention: Retention
    hotline: str

    @cached_property
    def _networks(self) -> NetworkReader:
        return NetworkReader(self.store.vault)

    @asynccontextmanager
    async def look(self) -> AsyncIterator[SqlUnitOfWork]:
        """Only to read; waits for no writer."""
        async with self.store.read() as session:
            yield SqlUnitOfWork(session, self.store.vault, self.retention, self.hotline, self._networks)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[SqlUnitOfWork]:
        """A transaction: committed when the block ends, undone when it raises."""
        async with self.store.write() as session:
            yield SqlUnitOfWork(session, self.store.vault, self.retention, self.hotline, self._networks)
