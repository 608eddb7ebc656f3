"""A claimed delivery becomes a finished message: in the reader's language, within the platform's limits."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from alerts.network.town import Network
from alerts.notices import Kind, Notice, Pin, Quote, Text
from alerts.places.place import Place
from bot.transports.base import Button, Limits, Outbound
from locales.block import fitted
from locales.catalogue import ReaderLocale, blocks, label, numbered
from locales.length import fit, measure
from locales.quoting import quoted
from storage.outbox.claimed import Claimed

AGAIN = Text("mark.again")
"""Stands below the first line of what may have arrived already: that line says what to do."""
MEDIA_GONE = Text("desk.media_gone")
"""Stands below the text where a photo, video or voice note is no longer at the platform."""
MEDIA_REFUSED = {kind: f"desk.media_refused.{kind}" for kind in ("photo", "video", "voice")}
"""Stands there where the chat takes it neither as such nor as a file; by kind."""
DOCUMENT_REFUSED = "mark.document_refused"
"""Stands there where the chat does not take a file of ours."""
CALLBACK = 64
"""Bytes of a Telegram button's data (Bot API, InlineKeyboardButton.callback_data)."""
TOAST = 200
"""Characters of a Telegram callback answer (Bot API, answerCallbackQuery)."""

SHARE_LOCATION = Text("choice.share_location")
"""What the key says that shares the reader's own location."""

_KEPT = 256
_PIN_TITLE = 120
"""Characters, as many as of a place that somebody is sent to."""

ReaderLocaleOf: TypeAlias = Callable[[str], ReaderLocale]
"""The words of a language of the network."""
Buttons: TypeAlias = tuple[tuple[Button, ...], ...]


class Unsendable(ValueError):
    """The notice cannot be made into a message of this platform: a fault of ours."""


@dataclass(frozen=True)
class Attachment:
    """What was fetched for a notice with media."""

    kind: str
    """"photo", "video" or "voice"."""
    data: bytes | None
    """None: gone, the text goes alone and says so."""
    file_name: str = ""
    """It goes as a plain file of this name: no app shows it as a photo."""


class Renderer:
    """What renders for one transport. A text is made once for all who read the same version in one language."""

    def __init__(self, words: ReaderLocaleOf, languages: Sequence[str], limits: Limits) -> None:
        self._words = words
        self._languages = tuple(languages)
        self._limits = limits
        self._made: OrderedDict[tuple[object, ...], tuple[str, Buttons]] = OrderedDict()

    def today(self, now: datetime) -> str:
        """Return the network's local day at that moment, as ISO 8601."""
        return now.astimezone(self._words(self._languages[0]).zone).date().isoformat()

    def render(self, claimed: Claimed, now: datetime, attachment: Attachment | None = None) -> Outbound:
        """Make the finished message; `attachment` without bytes: it is gone, and the words say so.

        Raises Unsendable, or CatalogueError where a text is missing; neither holds words of people.
        """
        if claimed.notice.kind is Kind.DELETION:
            refs = tuple(claimed.edit.split(","))
            return Outbound(chat=claimed.chat, text="", group=claimed.group, delete=refs)
        gone = MEDIA_GONE.key if attachment is not None and attachment.data is None else ""
        return self._rendered(claimed, now, attachment, gone)

    def in_words(self, claimed: Claimed, now: datetime, refused: Outbound) -> Outbound:
        """Make words of a message whose photo, film, voice note or pin was refused: they say what there was.

        Raises as render() does.
        """
        if refused.pin is not None:
            return replace(refused, pin=None, text=_map_lines(claimed.notice) or refused.text)
        if claimed.notice.document is not None:
            return self._rendered(claimed, now, None, DOCUMENT_REFUSED)
        if refused.file is not None:
            words = f"{refused.text}\n\n{claimed.notice.file}"
            return replace(refused, file=None, text=fit(words, self._limits.text, self._limits.utf16))
        media = claimed.notice.media
        return self._rendered(claimed, now, None, MEDIA_REFUSED.get(media.kind if media else "", MEDIA_GONE.key))

    def _rendered(self, claimed: Claimed, now: datetime, attachment: Attachment | None, gone: str) -> Outbound:
        readers = self._readers(claimed)
        data = attachment.data if attachment else None
        document = claimed.notice.document if gone != DOCUMENT_REFUSED else None
        file = document.content if document is not None else claimed.notice.file.encode() or None
        name = document.name if document is not None else ""
        caption = data is not None or file is not None or (bool(claimed.edit) and claimed.notice.media is not None)
        tail = self._tail(claimed, readers, now)
        room = (self._limits.caption if caption else self._limits.text) - self._measure(tail)
        body, buttons = self._body(claimed, readers, now, gone=gone, room=room)
        pin = claimed.notice.pin
        return Outbound(
            chat=claimed.chat,
            text=body + tail,
            group=claimed.group,
            buttons=buttons,
            edit=claimed.edit,
            answers="" if claimed.edit else claimed.answers,
            protected=claimed.notice.internal,
            pin=(pin.latitude, pin.longitude, _title(pin)) if pin else None,
            photo=data if attachment and attachment.kind == "photo" else None,
            video=data if attachment and attachment.kind == "video" else None,
            voice=data if attachment and attachment.kind == "voice" else None,
            file=file,
            file_type=document.media_type if document is not None else "text/plain",
            as_file=bool(attachment and attachment.file_name),
            file_name=attachment.file_name if attachment else name,
            share_location=label(SHARE_LOCATION, readers) if claimed.notice.asks_location and not claimed.group else "",
        )

    def _readers(self, claimed: Claimed) -> tuple[ReaderLocale, ...]:
        """Return who reads it: groups, and people whose language is not known, read every language of the network."""
        if claimed.notice.language is not None:
            return (self._words(claimed.notice.language),)
        if claimed.group or claimed.notice.bilingual or claimed.language is None:
            return tuple(self._words(language) for language in self._languages)
        return (self._words(claimed.language),)

    def _body(
        self, claimed: Claimed, readers: tuple[ReaderLocale, ...], now: datetime, *, gone: str, room: int
    ) -> tuple[str, Buttons]:
        languages = tuple(reader.language for reader in readers)
        day = self.today(now)
        key = (claimed.notice_id, claimed.version, languages, claimed.repeat, gone, room, day)
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        said = claimed.notice.parts
        parts = (
            *said[:1],
            *((AGAIN,) if claimed.repeat and not claimed.edit else ()),
            *said[1:],
            *((Text(gone),) if gone else ()),
        )
        text = fitted(blocks(parts, readers, now), room, self._limits.utf16)
        made = text, self._buttons(claimed, readers, now)
        self._made[key] = made
        if len(self._made) > _KEPT:
            self._made.popitem(last=False)
        return made

    def _buttons(self, claimed: Claimed, readers: Sequence[ReaderLocale], now: datetime) -> Buttons:
        if not self._limits.buttons:
            return ()
        rows: list[tuple[Button, ...]] = []
        for row in claimed.notice.choices:
            buttons = tuple(
                Button(label=label(one.label, readers, now), data=_data(claimed.token, one.action)) for one in row
            )
            # In two languages a label has twice the width: side by side neither could be read whole.
            wide = any(label(one.label, readers, now) != label(one.label, readers[:1], now) for one in row)
            rows += [(button,) for button in buttons] if wide else [buttons]
        return tuple(rows)

    def _tail(self, claimed: Claimed, readers: Sequence[ReaderLocale], now: datetime) -> str:
        """Make what must not be cut: map link and numbered choices, where a platform has no own for them."""
        if self._limits.buttons:
            return ""
        # A card that was edited keeps the numbers it had: in order they are read once.
        in_order = sorted(claimed.numbers, key=lambda one: one[0])
        lines = [_map_lines(claimed.notice), numbered(in_order, readers, now)]
        return "".join(f"\n\n{text}" for text in lines if text)

    def _measure(self, text: str) -> int:
        return measure(text, self._limits.utf16)


def toast(text: Text | None, words: ReaderLocale, now: datetime) -> str:
    """Make what answers a tap for a moment; empty for nothing to say."""
    return fit(words.text(text, now), TOAST, utf16=True) if text else ""


def _data(token: str, action: str) -> str:
    data = f"{token}:{action}"
    if len(data.encode()) > CALLBACK:
        raise Unsendable("a button's data is longer than 64 bytes")
    return data


def _map_lines(notice: Notice) -> str:
    if notice.pin is None:
        return ""
    link = Place(point=(notice.pin.latitude, notice.pin.longitude)).link
    title = _title(notice.pin)
    return f"{title}\n{link}" if title else link


def _title(pin: Pin) -> str:
    """Show a pin's title, somebody's words, as every quote is shown."""
    return quoted(Quote(pin.title, _PIN_TITLE))


def reader_locales(network: Network) -> Callable[[str], ReaderLocale]:
    """Words in a language, with times in the network's zone."""
    return lambda language: ReaderLocale(language, network.zone)
