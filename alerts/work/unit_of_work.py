"""One transaction, as use cases see it: all of it happens or none. Times are aware UTC.

storage/unit_of_work.py fulfils it; nothing here knows how. What every area uses is an attribute; what one area needs
besides is a port of its own (port.py).
"""

from typing import Protocol

from alerts.network.retention import Retention
from alerts.network.town import Network
from alerts.understanding.word_cleaner import WordCleaner
from alerts.work.conversations import Conversations
from alerts.work.deadline import Deadlines
from alerts.work.mail import Mail
from alerts.work.people import Contacts, Grants, People
from alerts.work.port import Repositories


class UnitOfWork(Repositories, Protocol):
    """One transaction, with everything that use cases may do in it."""

    @property
    def people(self) -> People: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def grants(self) -> Grants: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def mail(self) -> Mail: ...
    @property
    def deadlines(self) -> Deadlines: ...
    @property
    def hotline(self) -> str:
        """The hotline's number as people are shown it; empty for none."""
        ...

    @property
    def idle_lines(self) -> frozenset[int]:
        """Lines in the database that nobody works, because what it takes is not in the settings any more."""
        ...

    @property
    def cleaner(self) -> WordCleaner:
        """What every word of a person goes through before anybody else reads it."""
        ...

    async def retention(self) -> Retention:
        """Return for how long what is kept: what is in force, which the committee may hold to what it was."""
        ...

    async def network(self) -> Network:
        """Return the network; raises LookupError before `rebato init`."""
        ...
