"""One transaction, with everything the use cases may do in it."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.retention import Retention
from alerts.network.town import Network
from alerts.understanding.word_cleaner import WordCleaner
from alerts.work.port import Port
from storage.areas import EVERYTHING
from storage.database.store import Store
from storage.deadlines.deadlines import SqlDeadlines
from storage.encryption.vault import Vault
from storage.network.networks import TOWNS_CHANGED, NetworkReader
from storage.outbox.mail import SqlMail
from storage.people.contacts import SqlContacts
from storage.people.conversations import SqlConversations
from storage.people.grants import SqlGrants
from storage.people.persons import SqlPersons

P = TypeVar("P")
T = TypeVar("T")


class SqlUnitOfWork:
    """One transaction on the database, with all that use cases may do in it (port: alerts/work/unit_of_work.py)."""

    def __init__(
        self, session: AsyncSession, vault: Vault, made_by: "UnitOfWorkFactory", networks: NetworkReader
    ) -> None:
        self.session = session
        self._set = made_by.retention
        self.hotline = made_by.hotline
        self.idle_lines = made_by.idle_lines()
        self.cleaner = made_by.cleaner
        self.people = SqlPersons(session, vault)
        self.contacts = SqlContacts(session, vault)
        self.grants = SqlGrants(session)
        self.conversations = SqlConversations(session, vault, EVERYTHING.engaged)
        self.mail = SqlMail(session, vault)
        self.deadlines = SqlDeadlines(session)
        self._vault = vault
        self._networks = networks
        self._repositories: dict[Port[Any], Any] = {}

    def repository(self, port: Port[P]) -> P:
        """Return what fulfils this port in this transaction; made when it is first asked for."""
        if port not in self._repositories:
            self._repositories[port] = EVERYTHING.repositories[port](self.session, self._vault)
        found: P = self._repositories[port]
        return found

    async def retention(self) -> Retention:
        """Return for how long what is kept: what is in force."""
        return self._set.with_in_force((await self.network()).settings)

    async def network(self) -> Network:
        """Return the network; raises LookupError before `rebato init`."""
        return await self._networks.read(self.session)


@dataclass(frozen=True)
class UnitOfWorkFactory:
    """What opens units of work."""

    store: Store
    retention: Retention
    """As the operator has set it; what is in force stands in the database."""
    hotline: str
    cleaner: WordCleaner
    idle_lines: Callable[[], frozenset[int]] = frozenset
    """Tells which lines nobody works, because their settings are gone."""

    @cached_property
    def _networks(self) -> NetworkReader:
        return NetworkReader(self.store.vault)

    @asynccontextmanager
    async def look(self) -> AsyncIterator[SqlUnitOfWork]:
        """Open one only to read; it waits for no writer."""
        async with self.store.read() as session:
            yield SqlUnitOfWork(session, self.store.vault, self, self._networks)

    async def look_at(self, work: Callable[[SqlUnitOfWork], Coroutine[Any, Any, T]]) -> T:
        """Run `work`, which only reads, where that is cheapest: see Store.run_read(). For what is asked often."""
        return await self.store.run_read(
            lambda session: work(SqlUnitOfWork(session, self.store.vault, self, self._networks))
        )

    async def run(self, work: Callable[[SqlUnitOfWork], Coroutine[Any, Any, T]]) -> T:
        """Run `work` in one transaction, as begin() opens one, where that is cheapest: see Store.run_write()."""

        async def in_session(session: AsyncSession) -> tuple[T, bool]:
            result = await work(SqlUnitOfWork(session, self.store.vault, self, self._networks))
            return result, bool(session.info.get(TOWNS_CHANGED))

        result, towns_changed = await self.store.run_write(in_session)
        if towns_changed:
            self._networks.forget()
        return result

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[SqlUnitOfWork]:
        """Open a transaction: committed when the block ends, undone when it raises."""
        async with self.store.write() as session:
            yield SqlUnitOfWork(session, self.store.vault, self, self._networks)
        if session.info.get(TOWNS_CHANGED):
            self._networks.forget()
