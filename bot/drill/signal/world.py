"""The state of one Signal account: people, attachments, what was lost, and who listens."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.drill.drill_clock import DrillClock
from bot.drill.ledger import Ledger
from bot.drill.screen import Change, Screen, ShownMessage
from bot.drill.signal.refusals import Json

NAMESPACE = uuid.UUID("6f1d8a52-6c1e-4a5c-9a40-5b1a1b1c1d1e")
MAX_EDITS = 10
MAX_EDIT_SECONDS = 24 * 3600
LONG_TEXT = 2000
"""Bytes of UTF-8; longer ones travel as a file."""


class Correspondent(Protocol):
    """A person as the service needs them."""

    name: str
    uuid: str
    number: str
    number_shared: bool
    registered: bool
    trusted: bool
    verified: bool
    safety_number: str
    has_written: bool

    def screen(self) -> Screen:
        """Return the screen of their conversation with the account."""

    def address_json(self) -> Json:
        """Make the address: the UUID, and the number where it is shared."""


@dataclass
class Attachments:
    """The attachments by their id, and their content types."""

    content: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    def keep(self, content: bytes, content_type: str, ending: str) -> str:
        """Keep a file; return its id."""
        name = f"{uuid.uuid5(NAMESPACE, str(len(self.types))).hex[:20]}.{ending}"
        self.content[name] = content
        self.types[name] = content_type
        return name

    def lose(self, name: str) -> None:
        """Forget a file: from now on it is not found."""
        self.content.pop(name, None)


@dataclass
class SignalWorld:
    """The state behind the routes; the people's side and the account's side both work on it."""

    number: str
    clock: DrillClock
    attachments: Attachments = field(default_factory=Attachments)
    people: list[Correspondent] = field(default_factory=list)
    dropped: list[Json] = field(default_factory=list)
    """Envelopes of what people said while nobody listened: lost for ever."""
    profile: Json = field(default_factory=dict)
    push: Callable[[Json], bool] = lambda envelope: False
    """Hands an envelope to whoever listens; False where nobody does."""
    voice_note_field: bool = True
    """Whether attachments say isVoiceNote: signalbot 2.2.1 must have it, some signal-cli do not write it."""

    delivery_receipts: bool = True
    """Whether phones confirm what they got, as real ones do; nobody counts those that are lost."""

    def __post_init__(self) -> None:
        self.uuid = str(uuid.uuid5(NAMESPACE, self.number))
        self.ledger = Ledger(self.clock)
        self._last_stamp = 0

    def stamp(self) -> int:
        """Make a new timestamp in Unix milliseconds; no two are alike."""
        now = int(self.clock.now().timestamp() * 1000)
        self._last_stamp = max(now, self._last_stamp + 1)
        return self._last_stamp

    def person(self, address: str) -> Correspondent | None:
        """Find who has this UUID or number; None where nobody has."""
        return next((p for p in self.people if address in (p.uuid, p.number)), None)

    def said(self, envelope: Json) -> None:
        """Hand what somebody said to whoever listens, or lose it."""
        frame: Json = {"account": self.number, "envelope": envelope}
        if not self.push(frame):
            self.lose(frame)

    def lose(self, frame: Json) -> None:
        """Keep a frame that nobody heard among the dropped ones; receipts are not counted."""
        if "receiptMessage" not in frame["envelope"]:
            self.dropped.append(frame["envelope"])

    def confirm(self, person: Correspondent, stamp: int) -> None:
        """Let a phone confirm that it got the message with this timestamp."""
        if not self.delivery_receipts:
            return
        now = self.stamp()
        flags = {"isDelivery": True, "isRead": False, "isViewed": False}
        receipt: Json = {"when": now, **flags, "timestamps": [stamp]}
        envelope = self.envelope(person, now, {"receiptMessage": receipt})
        self.push({"account": self.number, "envelope": envelope})

    def envelope(self, person: Correspondent, stamp: int, content: Json) -> Json:
        """Make an envelope as signal-cli writes it; `source` is the number where it is shared, else the UUID."""
        number = person.number if person.number_shared else None
        return {
            "source": number or person.uuid,
            "sourceNumber": number,
            "sourceUuid": person.uuid,
            "sourceName": person.name,
            "sourceDevice": 1,
            "timestamp": stamp,
            "serverReceivedTimestamp": stamp + 1,
            "serverDeliveredTimestamp": stamp + 2,
            **content,
        }

    def apply_edit(self, screen: Screen, target: str, text: str, stamp: int) -> bool:
        """Edit a message as phones do: only its newest version, 10 times, for 24 hours. Return whether it was taken."""
        shown = screen.find(target)
        if shown is None or shown.deleted or shown.edited >= MAX_EDITS:
            return False
        if (self.clock.now() - shown.at).total_seconds() > MAX_EDIT_SECONDS:
            return False
        shown.ref, shown.text, shown.edited = str(stamp), text, shown.edited + 1
        shown.edited_at = self.clock.now()
        shown.as_attachment = is_long(text)
        screen.changed(shown, Change.EDITED)
        return True


def is_long(text: str) -> bool:
    """Tell whether the text travels as a file."""
    return len(text.encode()) > LONG_TEXT


def delivered(shown: ShownMessage) -> ShownMessage:
    """Copy a message for one more screen."""
    return ShownMessage(
        ref=shown.ref,
        text=shown.text,
        at=shown.at,
        photo=shown.photo,
        video=shown.video,
        voice=shown.voice,
        file=shown.file,
        file_name=shown.file_name,
        reply_to=shown.reply_to,
        as_attachment=shown.as_attachment,
        by=shown.by,
    )
