"""What of a message's parts somebody wrote to us: an allow-list. All else is the app's, and answered by nobody."""

from collections.abc import Iterator
from dataclasses import dataclass

from alerts.places.map_links import point_in
from alerts.places.place import on_earth
from bot.transports.file_kinds import file_kind
from bot.transports.json_fields import Json, part, parts, real, whole, words
from bot.transports.mention_names import UNIT, mention_name, replaced
from handlers.core.inbound import InboundKind

_SHOWN = "sticker document contact poll dice game story paid_media checklist invoice location venue".split()
"""What somebody sends that is no words: seen, if nothing else can be read."""
_FILMS = ("video", "video_note", "animation")
_SOUNDS = ("voice", "audio")
_READ = frozenset(
    "message_id message_thread_id is_topic_message from chat date edit_date sender_chat sender_boost_count sender_tag"
    " author_signature media_group_id text caption entities caption_entities show_caption_above_media has_media_spoiler"
    " link_preview_options reply_to_message via_bot has_protected_content is_from_offline is_automatic_forward"
    " forward_origin forward_from forward_from_chat forward_date forward_sender_name forward_from_message_id"
    " forward_signature photo video video_note animation voice audio document location venue poll checklist".split()
)
"""The fields that are read, or that say nothing beyond those."""


@dataclass(frozen=True)
class MessageContent:
    """What a message holds."""

    kind: InboundKind | None
    """None: nobody wrote it."""
    text: str = ""
    media: str = ""
    """The platform's id of a file."""
    seconds: int = 0
    point: tuple[float, float] | None = None
    unread_file: bool = False
    """A file is with it that nobody here can open."""


def content_of(message: Json) -> MessageContent:
    """Return what somebody wrote or sent in a message."""
    text = _text(message)
    if message.get("location") or message.get("venue"):
        return _place(message, text)
    point = _linked(message, text)
    file = _file(message)
    if file is not None:
        kind, media, seconds = file
        return MessageContent(kind, text, media, seconds, point)
    if text.strip():
        # A file with a caption can be read: its words are the report.
        return MessageContent(InboundKind.TEXT, text, point=point, unread_file=bool(message.get("document")))
    seen = any(message.get(name) for name in (*_SHOWN, *_FILMS, *_SOUNDS, "photo")) or _is_misshapen(message)
    return MessageContent(InboundKind.OTHER if seen else None)


def left_out(message: Json) -> Iterator[str]:
    """Yield the kinds of what is in a message and is not read, without a word of what they hold."""
    if any(value and name not in _READ and name not in _SHOWN for name, value in message.items()):
        yield "unknown"


def _text(message: Json) -> str:
    said = _named(message, "text", "entities") or _named(message, "caption", "caption_entities")
    return said or words(part(message, "poll"), "question") or words(part(message, "checklist"), "title")


def _named(message: Json, name: str, entities: str) -> str:
    """Return a text with "@Name" for people without a handle who are mentioned by their names."""
    text = words(message, name)
    mentioned = [one for one in parts(message, entities) if words(one, "type") == "text_mention"]
    # From the end on: what is put in moves what stands behind it.
    for one in sorted(mentioned, key=lambda one: whole(one, "offset") or 0, reverse=True):
        start, length = whole(one, "offset"), whole(one, "length")
        if start is not None and length is not None:
            shown = text.encode("utf-16-le")[start * UNIT : (start + length) * UNIT].decode("utf-16-le", "replace")
            text = replaced(text, start, length, mention_name(shown))
    return text


def _place(message: Json, text: str) -> MessageContent:
    venue = part(message, "venue")
    place = part(message, "location") or part(venue, "location")
    latitude, longitude = real(place, "latitude"), real(place, "longitude")
    named = ", ".join(filter(None, (words(venue, "title"), words(venue, "address"))))
    if latitude is None or longitude is None or not on_earth((latitude, longitude)):
        # A place that is none is told as what we can't read: kept, it would never be written down.
        said = named or text
        return MessageContent(InboundKind.TEXT if said.strip() else InboundKind.OTHER, said)
    return MessageContent(InboundKind.LOCATION, named or text, point=(latitude, longitude))


def _linked(message: Json, text: str) -> tuple[float, float] | None:
    """Return the place that a map link tells, in the words or behind them."""
    links = [words(entity, "url") for name in ("entities", "caption_entities") for entity in parts(message, name)]
    return next((point for said in (text, *links) if (point := point_in(said))), None)


def _file(message: Json) -> tuple[InboundKind, str, int] | None:
    """Return kind, the platform's id of the media, and its length in seconds."""
    sizes = [size for size in parts(message, "photo") if words(size, "file_id")]
    if sizes:
        return InboundKind.PHOTO, words(max(sizes, key=_area), "file_id"), 0
    for names, kind in ((_FILMS, InboundKind.VIDEO), (_SOUNDS, InboundKind.VOICE)):
        for name in names:
            file = part(message, name)
            if words(file, "file_id"):
                return kind, words(file, "file_id"), max(whole(file, "duration") or 0, 0)
    document = part(message, "document")
    shown = file_kind(words(document, "mime_type"), words(document, "file_name"))
    if shown is not None and words(document, "file_id"):
        return shown, words(document, "file_id"), 0
    return None


def _is_misshapen(message: Json) -> bool:
    return any(message.get(name) and not isinstance(message[name], str) for name in ("text", "caption"))


def _area(size: Json) -> int:
    return (whole(size, "width") or 0) * (whole(size, "height") or 0)
