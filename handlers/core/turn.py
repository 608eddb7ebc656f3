"""One turn of a conversation: who says what, when, and how the bot answers."""

from collections.abc import Awaitable, Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from alerts.network.town import Network
from alerts.notices import Notice, Text
from alerts.people.person import Contact, Person, Role
from alerts.places.named_place import PlaceAnswer, PlaceQuery
from alerts.work.mail import Asked
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork
from handlers.core.file_wanted import FileWanted
from handlers.core.inbound import Inbound
from handlers.core.lookup import LookupWanted
from handlers.core.step import ANYBODY, Step, holds_one
from locales.catalogue import ReaderLocale

S = TypeVar("S", bound=Step)

TOASTS = "telegram"
"""The transport whose taps are answered by a line that vanishes; elsewhere it is a message."""


@dataclass(kw_only=True)
class Turn:
    """What a handler needs to answer one message. `now` is the moment it is answered, aware UTC."""

    uow: UnitOfWork
    now: datetime
    inbound: Inbound
    person: Person
    contact: Contact
    network: Network
    is_first: bool = False
    """We hear of this person for the first time."""
    notice: Notice | None = None
    """The notice of which a choice was made; None where nothing was chosen."""
    toasts: list[Text] = field(default_factory=list)
    meant: tuple[Asked, str] | None = None
    """The question and the choice in it that somebody says they meant: it is carried out next."""
    roles: frozenset[Role] = ANYBODY
    """Of what they are doing: whoever has none of these any more does not get the answer either."""
    may_answer: Callable[[str], Awaitable[bool]] | None = None
    """Asked with the key of an answer's first line whether it may be given; None: each may."""
    looked_up: Mapping[PlaceQuery, PlaceAnswer] = field(default_factory=dict)
    """What was looked up for this message already."""

    files: Mapping[Hashable, bytes] = field(default_factory=dict)
    """What was made for this message already."""

    @property
    def subject_id(self) -> int | None:
        """What the notice is about of which a choice was made."""
        return self.notice.subject_id if self.notice is not None else None

    async def reply(self, *notices: Notice) -> None:
        """Answer in this chat; a further part of an album was answered with its first."""
        if self.inbound.follows:
            return
        for answer in notices:
            notice = answer.only(self.roles) if self.roles and answer.only_for is None else answer
            if self.may_answer is None or await self.may_answer(notice.parts[0].key if notice.parts else ""):
                await self.uow.mail.post(notice, [self.contact.id], self.now)

    async def acknowledge(self, result: Text | Refused) -> None:
        """Say how a tap went: a vanishing line where the platform has them, else a short message."""
        line = result.why if isinstance(result, Refused) else result
        if self.inbound.tap_id:
            self.toasts.append(line)
        else:
            await self.reply(Notice(parts=(line,)))

    def look_up(self, words: str) -> PlaceAnswer:
        """Return the town of this name. Raises LookupWanted, which the dispatcher answers by beginning anew."""
        near = tuple(town.point for town in self.network.towns)
        query = PlaceQuery(words=words, near=near, zone=str(self.network.zone))
        if query not in self.looked_up:
            raise LookupWanted(query)
        return self.looked_up[query]

    def file(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return the file that `make` makes, in another thread. Raises FileWanted, after which the turn begins anew.

        `key`: what tells it from other files, the same when the turn has begun anew.
        """
        if key not in self.files:
            raise FileWanted(key, make)
        return self.files[key]

    async def step(self, kind: type[S]) -> S | None:
        """Return the step this person is in, if it is one of this kind and still waited for."""
        kept = await self.uow.conversations.step(self.person.id)
        if kept is None or kept.name != kind.name or kind.is_over(kept.since, self.now):
            return None
        if not holds_one(self.person, kind.roles):
            return None
        try:
            return kind.read(kept.data)
        except ValueError:
            # Kept by a version that asked something else: it must not make this person's every message fail.
            return None

    async def enter(self, step: Step) -> None:
        """Put the conversation into this step, in place of any other."""
        await self.uow.conversations.go(self.person.id, step.name, step.data(), self.now)

    async def leave(self) -> None:
        """Put the conversation outside any step."""
        await self.uow.conversations.leave(self.person.id)

    async def refresh(self) -> None:
        """Read the person anew after a change of roles or language."""
        self.person = await self.uow.people.get(self.person.id) or self.person

    def readers(self) -> list[ReaderLocale]:
        """Return what this person reads: their language, or every one of the network while we don't know it."""
        codes = (self.person.language,) if self.person.language else self.network.languages
        return [ReaderLocale(code, self.network.zone) for code in codes]
