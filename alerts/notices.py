"""Notices: one thing to say, as catalogue keys and values; never a finished sentence."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import IntEnum, StrEnum
from typing import TypeAlias

from alerts.document import Document

Value: TypeAlias = "str | int | float | datetime | date | time | Text | Quote | tuple[Value, ...] | None"
"""What may fill a placeholder. A datetime (aware) is shown as local time in the reader's way, a date as its day, a time
as that hour."""


OTHER_LANGUAGE = "other"
"""Stands for the code of a language that is none of those we recognise."""


@dataclass(frozen=True)
class Quote:
    """Words a person wrote: shown as they are, never translated, cut to `limit` characters."""

    words: str
    limit: int = 300
    language: str = ""
    """The language they are in, where known ("es"), or OTHER_LANGUAGE: readers of another see it marked."""
    others: tuple[tuple[str, str], ...] = ()
    """The same in other languages, as a dispatcher wrote it: (("en", "two vans"),)."""


@dataclass(frozen=True)
class Text:
    """A catalogue key and what fills its placeholders."""

    key: str
    values: dict[str, Value] = field(default_factory=dict)


def text(key: str, **values: Value) -> Text:
    """Make a text of its key and what fills its placeholders."""
    return Text(key, values)


@dataclass(frozen=True)
class Choice:
    """One tap: what it says and what it means.

    `action` is at most 51 ASCII characters ([a-z0-9_:.-]); together with the notice's token it makes the
    64 bytes of Telegram's callback_data. On Signal it gets a number.
    """

    action: str
    label: Text
    counts: tuple[int, int] | None = None
    """Where it answers "how many?": the least and the most that it stands for."""

    def stands_for(self, count: int) -> bool:
        """Say whether it answers "how many?" with so many."""
        return self.counts is not None and self.counts[0] <= count <= self.counts[1]


@dataclass(frozen=True)
class Pin:
    """A place on the map, for those who go there. Degrees, WGS 84."""

    latitude: float
    longitude: float
    title: str


@dataclass(frozen=True)
class Media:
    """A photo, video or voice note that waits at the platform; fetched, cleaned and passed on when it is sent."""

    line_id: int
    id: str
    kind: str
    """"photo", "video" or "voice"."""
    contact_id: int = 0
    """Who sent it, to be asked for another where it cannot be opened; 0: nobody is."""


class Lane(IntEnum):
    """Which queue a delivery stands in; the lower goes first."""

    REPLY = 0
    """Answers to the desk and to who is vouched for, and what the desk needs of those whom the network knows."""
    LEAD = 1
    """What only people whom nobody vouched for reported, and reminders of it: a chat keeps room for answers."""
    ANYBODY = 2
    """Answers to anybody else: while alerts wait they get a part of the line only. The outbox tells who that is."""
    ALERT = 3
    """Alerts, updates, all clears, questions to verifiers."""
    REST = 4
    """Everything that can wait."""
    CLEANUP = 5
    """Edits and deletions of what is over: behind everything, a few at a time."""


class Kind(StrEnum):
    """What a notice is for; decides who counts as told and what may be repeated."""

    REPLY = "reply"
    """An answer to somebody, or a message that stands alone."""
    CARD = "card"
    """A dispatcher's card of an incident: edited in place."""
    ASK = "ask"
    """A question to a verifier."""
    ALERT = "alert"
    """CAP Alert."""
    UPDATE = "update"
    """CAP Update, to those who were told."""
    CORRECTION = "correction"
    """CAP Update that puts an alert right: to exactly those who were told, but who stopped."""
    CLOSING = "closing"
    """CAP Cancel or all clear, to exactly those who were told."""
    REMINDER = "reminder"
    """Lapses with its moment: after an unknown outcome it is not sent again."""
    CLOSED = "closed"
    """What a message about something that is over is edited to: no place, no words."""
    DELETION = "deletion"
    """Says nothing: messages in this chat are deleted."""


CLEANUPS = frozenset({Kind.CLOSED, Kind.DELETION})
"""Kinds that only change what stands in a chat already: where that cannot be, nothing is sent instead."""


@dataclass(frozen=True, kw_only=True)
class Holders:
    """Who holds one of these roles in each of these towns; in whatever town, where none is named."""

    roles: frozenset[str]
    town_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing to say. Its parts stand one below the other; an empty-key Text is a blank line."""

    parts: tuple[Text, ...]
    choices: tuple[tuple[Choice, ...], ...] = ()
    """Rows of choices."""
    kind: Kind = Kind.REPLY
    lane: Lane = Lane.REPLY
    subject_id: int | None = None
    """What it is about (an incident); None: it stands alone."""
    expires_at: datetime | None = None
    """Past it the courier sends nothing."""
    pin: Pin | None = None
    media: Media | None = None
    file: str = ""
    """Words that go beside it as a text file; empty: none."""
    document: Document | None = None
    """A file of ours that goes beside it. It is kept sealed until it was sent to whom it is for, and no longer."""
    bilingual: bool = False
    """In every language of the network, whoever reads it (group posts do so anyway)."""
    language: str | None = None
    """In this language, whoever reads it (a preview)."""
    reader: str = ""
    """Of an alert, update or closing: "responder" or "community"."""
    asks_location: bool = False
    """Offers to share the reader's own location, where the platform has a key for that."""
    refers: bool = False
    """Sent as an answer to the alert about the same subject that the same chat got."""
    internal: bool = False
    """For the desk, coordinators or who goes to look: not to be forwarded, where the platform can keep it from that,
    and deleted from private chats after a while."""
    only_for: Holders | None = None
    """Whose it is to read: from who is none of them any more it is taken back unsent. None: the reader's, whatever
    they are. What has a subject goes by the reader's roles in its town besides."""

    @classmethod
    def of(cls, key: str, /, **values: Value) -> "Notice":
        """Make a notice of one part."""
        return cls(parts=(Text(key, values),))

    def actions(self) -> frozenset[str]:
        """Return every action that one of its choices stands for."""
        return frozenset(choice.action for row in self.choices for choice in row)

    def only(self, roles: frozenset[str], *town_ids: int | None) -> "Notice":
        """Return the same notice for who holds one of these roles in each of these towns. None: in whatever town."""
        towns = frozenset(town_id for town_id in town_ids if town_id is not None)
        return replace(self, only_for=Holders(roles=roles, town_ids=towns))

    def with_choices(self, *rows: tuple[Choice, ...]) -> "Notice":
        """Return the same notice with these rows of choices."""
        return replace(self, choices=rows)


BLANK = Text("")
