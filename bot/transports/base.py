"""What a transport is: the protocol, what it is asked to send, and every outcome a send can have."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from alerts.groups.refusal import GroupRefusal
from handlers.core.inbound import Inbound

WORDS = "words.txt"
"""What a file without a name of its own is called."""


@dataclass(frozen=True, kw_only=True)
class Button:
    """One choice as it is shown: on Telegram a button, on Signal a numbered line of the text already."""

    label: str
    data: str


@dataclass(frozen=True, kw_only=True)
class Outbound:
    """One finished message to one chat."""

    chat: str
    """Telegram chat id; Signal UUID, number or "group.…" id."""
    text: str
    group: bool = False
    buttons: tuple[tuple[Button, ...], ...] = ()
    edit: str = ""
    """The ref of the message to edit in place, else a new one is sent."""
    delete: tuple[str, ...] = ()
    """The refs of messages to delete, of ours and in a private chat of theirs; nothing is said then."""
    answers: str = ""
    """The ref of the message this one refers to (a reply or quote); lost quietly where it is gone."""
    protected: bool = False
    """Not to be forwarded or saved, where the platform can keep it from that."""
    pin: tuple[float, float, str] | None = None
    """Latitude, longitude, title: a venue on Telegram; on Signal the text holds a link."""
    photo: bytes | None = None
    """A JPEG, already cleaned; the text is its caption."""
    video: bytes | None = None
    """An MP4 or QuickTime film, already cleaned; the text is its caption."""
    voice: bytes | None = None
    file: bytes | None = None
    """A file of ours; the text is its caption."""
    file_type: str = "text/plain"
    """The media type of the file; text is UTF-8."""
    as_file: bool = False
    """Photo, video or voice note go as a plain file: as such they were refused, or no app shows them."""
    file_name: str = ""
    """Of the file, or of a photo that is no JPEG; empty: a usual one."""
    share_location: str = ""
    """The words of a key that shares the person's own location, where the platform has one; empty: no such key."""

    @property
    def media(self) -> bool:
        """Whether something goes along with the words."""
        return any(part is not None for part in (self.photo, self.video, self.voice, self.file, self.pin))


@dataclass(frozen=True)
class Delivered:
    """A message that the platform took. `ref`: Telegram's message_id, Signal's timestamp."""

    ref: str


@dataclass(frozen=True)
class NotModified:
    """An edit that changes nothing: as good as delivered."""


@dataclass(frozen=True)
class MessageGone:
    """An edit or deletion of a message that is gone or too old: a card is sent anew."""


@dataclass(frozen=True)
class RetryAfter:
    """A message refused for now, to slow us down. `account`: the whole line must pause, not only this chat.

    `guessed`: the platform did not say so (bot/transports/flood_scope.py); the next message to another chat asks it.
    """

    seconds: float
    account: bool
    guessed: bool = False


@dataclass(frozen=True)
class Transient:
    """A message that was certainly not sent, and is worth another try."""


@dataclass(frozen=True)
class Unknown:
    """A message that may have been sent: the request left, no answer came."""


@dataclass(frozen=True)
class Unreachable:
    """A person or group that cannot be written to, before they or somebody there does something.

    `why`: of a person "blocked", "unregistered", "never started", "charges" (wants to be paid for messages) or
    "refuses"; of a group a GroupRefusal.
    """

    why: str


@dataclass(frozen=True)
class NeedsAdmin:
    """A post that its group does not take before one of the group's administrators acts; then it does."""

    why: GroupRefusal


@dataclass(frozen=True)
class MediaRefused:
    """A message whose photo, video, voice note or pin the chat or platform does not take in this shape."""


@dataclass(frozen=True)
class Moved:
    """A message to a group that became another chat."""

    chat: str


@dataclass(frozen=True)
class NeedsTrust:
    """A changed safety number on Signal, which a person must look at."""


@dataclass(frozen=True)
class NeedsChallenge:
    """A captcha that Signal wants for the whole account."""

    tokens: tuple[str, ...]


@dataclass(frozen=True)
class Rejected:
    """A message that the platform will never take: our bug. `why` holds no words of people."""

    why: str


@dataclass(frozen=True)
class AuthDead:
    """A token or registration that is not valid any more."""


Outcome: TypeAlias = (
    Delivered
    | NotModified
    | MessageGone
    | RetryAfter
    | Transient
    | Unknown
    | Unreachable
    | NeedsAdmin
    | MediaRefused
    | Moved
    | NeedsTrust
    | NeedsChallenge
    | Rejected
    | AuthDead
)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a platform allows: how long texts may be, whether buttons, how many edits."""

    text: int
    """Units of a message's text."""
    caption: int
    utf16: bool
    """True: units are UTF-16 code units (Telegram). False: UTF-8 bytes (Signal)."""
    buttons: bool
    """False: choices become numbered lines."""
    edits: int
    """How often one message may be edited; then a new one is sent."""
    files: bool = False
    """Whether a picture, film or voice note that is refused as such may go as a plain file."""


class NotKept(Exception):
    """A refusal of messages that could not be kept now, with the reason in the log: to be offered again."""


class InboundHandler(Protocol):
    """What a transport hands its messages to: bot/inbound/intake.py."""

    async def take(self, messages: list[Inbound], offset: int | None) -> None:
        """Commit these messages and the platform's offset in one transaction, or raise (then nothing is kept).

        Raises NotKept where that is no fault of the messages, and was logged.
        """

    async def deaf(self, line_id: int, since: datetime, until: datetime) -> None:
        """Record that this line could not hear between these moments (aware UTC): what was said may be lost."""


class Transport(Protocol):
    """One line: one bot account or one Signal number."""

    name: str
    """"telegram" or "signal"."""
    line_id: int
    limits: Limits

    async def start(self, receiver: InboundHandler, offset: int | None) -> None:
        """Connect, and begin to receive; return as soon as sending works or is being tried again.

        Raises nothing for a platform that is down: it goes on trying.
        """

    async def stop(self) -> None:
        """End receiving and sending within 3 seconds."""

    async def send(self, message: Outbound) -> Outcome:
        """Send or edit. Never raises for what the platform or network does."""

    async def acknowledge(self, tap_id: str, text: str) -> None:
        """Answer a tap with a line that vanishes (best effort)."""

    async def fetch(self, media: str) -> bytes | None:
        """Return the bytes of a photo, video or voice note, or None where they are gone."""


Now: TypeAlias = Callable[[], datetime]
Sleep: TypeAlias = Callable[[float], Awaitable[None]]
