"""What of a message's parts somebody wrote to us: an allow-list. All else is the app's, and answered by nobody."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.transports.file_kinds import file_kind
from bot.transports.json_fields import Json, part, parts, words, yes
from handlers.core.inbound import InboundKind

LONG_TEXT = "text/x-signal-plain"
"""How Signal sends a text over 2,000 bytes: whole as a file, and its beginning as the message."""
_SHOWN = ("sticker", "contacts", "attachments", "pollCreate")
"""What somebody sends that is no words: seen, if nothing else can be read."""
_PLAIN = frozenset("timestamp expiresInSeconds isExpirationUpdate viewOnce".split())
_BESIDE = {
    "previews": "preview",
    "contacts": "contact",
    "sticker": "sticker",
    "textStyles": "style",
    "storyContext": "story",
    "pollVote": "poll_vote",
    "pollTerminate": "poll_end",
    "pinMessage": "pin",
    "unpinMessage": "unpin",
    "payment": "payment",
    "giftBadge": "gift",
    "groupCallUpdate": "group_call",
    "remoteDelete": "deletion",
    "adminDelete": "deletion",
    "profileKey": "profile_key",
}
"""What stands beside the words, by its name in signal-cli's JSON, and its name in our log."""
_SHAPES: dict[str, type] = {
    # What is read, and what it is where it is whole.
    "message": str,
    "reaction": dict,
    "quote": dict,
    "mentions": list,
    "attachments": list,
    "groupInfo": dict,
    "groupV2": dict,
    "pollCreate": dict,
}


@dataclass(frozen=True)
class Enclosure:
    """A picture, a film or a recording beside the words."""

    kind: InboundKind
    id: str


def text_of(data: Json) -> str:
    """Return the words: the message's, else what a poll asks."""
    return words(data, "message") or words(part(data, "pollCreate"), "question")


def enclosures(data: Json) -> list[Enclosure]:
    """Return the pictures, films and recordings that can be fetched, in their order."""
    return [Enclosure(kind, words(file, "id")) for file in parts(data, "attachments") if (kind := _kind(file))]


def long_text(data: Json) -> str:
    """Return the id of the file that holds the whole text; empty where the message holds it."""
    files = (words(file, "id") for file in parts(data, "attachments") if words(file, "contentType") == LONG_TEXT)
    return next(filter(None, files), "")


def is_cut(data: Json) -> bool:
    """Return whether the whole text is in a file that the bridge has not kept."""
    files = [file for file in parts(data, "attachments") if words(file, "contentType") == LONG_TEXT]
    return bool(files) and not any(words(file, "id") for file in files)


def has_unread_file(data: Json) -> bool:
    """Return whether a file is among them that nobody here can open."""
    return any(_kind(file) is None and words(file, "contentType") != LONG_TEXT for file in parts(data, "attachments"))


def is_shown(data: Json) -> bool:
    """Return whether somebody sent something, be it nothing that we can read."""
    return any(data.get(name) for name in _SHOWN)


def left_out(data: Json) -> Iterator[str]:
    """Yield the kinds of what is in a message and is not read, without a word of what they hold."""
    for name, value in data.items():
        if not value or name in _PLAIN:
            continue
        if name in _BESIDE:
            yield _BESIDE[name]
        elif name not in _SHAPES:
            yield "unknown"
        elif not isinstance(value, _SHAPES[name]):
            yield "misshapen"


def _kind(file: Json) -> InboundKind | None:
    mime = words(file, "contentType")
    if not words(file, "id") or mime == LONG_TEXT:
        return None
    return InboundKind.VOICE if yes(file, "isVoiceNote") else file_kind(mime, words(file, "filename"))
