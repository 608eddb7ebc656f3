"""One turn of a conversation: who says what, when, and how the bot answers."""

from dataclasses import dataclass, field
from datetime import datetime

from alerts.incidents.desk import Refused
from alerts.network.town import Network
from alerts.notices import Notice, Text
from alerts.people.person import Contact, Person
from alerts.work.unit_of_work import UnitOfWork
from handlers.core.inbound import Inbound
from locales.catalogue import ReaderLocale

TOASTS = "telegram"
"""The transport whose taps are answered by a line that vanishes; elsewhere it is a message."""


@dataclass(kw_only=True)
class Turn:
    """What a handler needs. `now` is the moment the message is answered, aware UTC."""

    uow: UnitOfWork
    now: datetime
    inbound: Inbound
    person: Person
    contact: Contact
    network: Network
    toasts: list[Text] = field(default_factory=list)

    async def reply(self, *notices: Notice) -> None:
        """Answer in this chat."""
        for notice in notices:
            await self.uow.mail.post(notice, [self.contact.id], self.now)

    async def acknowledge(self, result: Text | Refused) -> None:
        """How a tap went: a vanishing line where the platform has them, else a short message."""
        line = result.why if isinstance(result, Refused) else result
        if self.inbound.tap_id:
            self.toasts.append(line)
        else:
            await self.reply(Notice(parts=(line,)))

    def readers(self) -> list[ReaderLocale]:
        """The words this person reads: their language, or every one of the network while we don't know it."""
        codes = (self.person.language,) if self.person.language else self.network.languages
        return [ReaderLocale(code, self.network.zone) for code in codes]

    async def refresh(self) -> None:
        """Read the person anew after a change of roles or language."""
        self.person = await self.uow.people.get(self.person.id) or self.person
