"""What a person sent us, in the words of no platform."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from alerts.groups.seen_account import SeenAccount


class InboundKind(StrEnum):
    """What sort of thing arrived."""

    TEXT = "text"
    """Words; commands too."""
    TAP = "tap"
    """A button of ours was pressed; `action` carries its data."""
    REACTION = "reaction"
    """An emoji on a message of ours; `text` is the emoji, `quote` the message."""
    LOCATION = "location"
    """A shared position or venue, in `point`."""
    PHOTO = "photo"
    """A picture, in `media`; its caption is `text`."""
    VIDEO = "video"
    """A film, in `media`; its caption is `text`."""
    VOICE = "voice"
    """A voice note, in `media`."""
    OTHER = "other"
    """A sticker, a file, a contact card, an empty message: nothing we can read."""
    GROUP_ADDED = "group_added"
    """The bot was added to the group or channel `chat` by `sender`; `text` is the chat's title."""
    GROUP_REMOVED = "group_removed"
    """The bot was removed from the group or channel `chat`."""
    GROUP_MUTED = "group_muted"
    """The bot may not write any more in the group or channel `chat`, where it still is."""
    GROUP_MOVED = "group_moved"
    """The group `chat` became another chat, whose address is `text`."""
    GROUP_JOINED = "group_joined"
    """`accounts` are in the group `chat` now."""
    GROUP_LEFT = "group_left"
    """`sender` is not in the group `chat` any more."""
    JOIN_REQUEST = "join_request"
    """`sender` followed a link and asks to be let into the group `chat`."""
    STOPPED = "stopped"
    """The person blocked the bot (Telegram tells us so at once)."""
    RETURNED = "returned"
    """The person let the bot write again."""
    UNHEARD = "unheard"
    """Something that nobody can read: not decrypted, or of no shape we know. No sender: nobody says whose it is."""
    CALL = "call"
    """They called, and nobody picks up (Signal)."""


@dataclass(frozen=True, kw_only=True)
class Inbound:
    """One message as it arrived on one line; it is committed (sealed) before the platform is told.

    Addresses are the platform's own, as text. Times are aware, in UTC.
    """

    line_id: int
    dedup: str
    """Unique on the line: Telegram's update_id, Signal's "source:timestamp"."""
    sender: str
    """Telegram user id; Signal UUID (the number only where no UUID came)."""
    chat: str
    """Where it was said: the sender in private, else the group's address."""
    kind: InboundKind
    sent_at: datetime
    private: bool = True
    sender_name: str = ""
    """The display name the platform shows; kept, sealed, only for people who join."""
    sender_number: str = ""
    """Signal's phone number, where the platform shows it; never kept."""
    text: str = ""
    action: str = ""
    ref: str = ""
    """What the platform calls this message, and an edit of it too: Telegram's message_id, Signal's timestamp."""
    quote: str = ""
    """The ref of the message of ours that this one answers, taps or reacts to."""
    point: tuple[float, float] | None = None
    """Latitude, longitude in degrees (WGS 84)."""
    moved_far: bool = False
    """A location shared live that is far from where it was when that was last said of it."""
    media: str = ""
    """The platform's own id of a photo, film or voice note; the bytes are never kept."""
    media_seconds: int = 0
    album: str = ""
    """The platform's name of the album that it is a part of."""
    follows: bool = False
    """A further part of an album: its first part is answered, this one is not."""
    unread_file: bool = False
    """A file came with it that is none of what we can open; its words, or its pictures, are here."""
    cut: bool = False
    """Only the beginning of a long text; the rest could not be had."""
    distrusted: bool = False
    """Sealed with another key than the bridge trusts of its sender: their safety number changed. Nobody can read it."""
    edited: bool = False
    forwarded: bool = False
    tap_id: str = ""
    """Telegram's callback query id, to be answered after the commit."""
    is_channel: bool = False
    accounts: tuple[SeenAccount, ...] = ()
    """Whom the platform says to be in the group now."""
