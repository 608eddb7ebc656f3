"""One claimed delivery on its way: what it needs is fetched, it is rendered, sent; an outcome comes back."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

import structlog

from alerts.notices import CLEANUPS, Media
from bot.outbound.rendering import Attachment, Renderer, Unsendable
from bot.process.timeouts import SharedTimeouts
from bot.transports.base import MediaRefused, Outbound, Outcome, Rejected, Transport, Unknown
from bot.transports.heic import clean_heic
from locales.catalogue import CatalogueError
from storage.outbox.claimed import Claimed

log = structlog.get_logger()

TransportOf: TypeAlias = Callable[[int], Transport | None]
"""The transport of a line, if this run has it."""
Clean: TypeAlias = Callable[[bytes], Awaitable[bytes | None]]
"""Makes a photo or film without its metadata; None where it is none."""

_FETCH = 20.0
_SEND = 60.0
"""Seconds. A transport keeps its own deadlines; these only keep a broken one from stopping the line."""


@dataclass(frozen=True)
class MessageSender:
    """What fetches, renders and sends for one line. Nothing here raises for what a platform or a picture does."""

    transport: Transport
    renderer: Renderer
    transport_of: TransportOf
    clean: Mapping[str, Clean]
    """By kind of media; what is not in it is passed on as it is."""
    patience: SharedTimeouts = field(default_factory=SharedTimeouts)

    async def fetch(self, media: Media) -> Attachment:
        """Fetch the photo, video or voice note, and clean it so that it can be passed on."""
        data: bytes | None = None
        source = self.transport_of(media.line_id)
        if source is not None:
            try:
                async with asyncio.timeout(_FETCH):
                    data = await source.fetch(media.id)
                    if data is not None and media.kind in self.clean:
                        return await self._cleaned(media, data)
            except Exception:
                # Whatever it is, the words must go out without it.
                log.warning("courier.media_failed", line=media.line_id, exc_info=True)
                data = None
        return Attachment(media.kind, data)

    async def _cleaned(self, media: Media, data: bytes) -> Attachment:
        """Return it without its metadata; a picture that cannot be decoded here, as a file."""
        cleaned = await self.clean[media.kind](data)
        plain = await asyncio.to_thread(clean_heic, data) if cleaned is None and media.kind == "photo" else None
        return Attachment(media.kind, plain or cleaned, "photo.heic" if plain is not None else "")

    def render(self, claimed: Claimed, now: datetime, attachment: Attachment | None) -> Outbound | Rejected:
        """Make the message, or say why there is none: a fault of ours, which is logged."""
        if claimed.notice.kind in CLEANUPS and not claimed.edit:
            # While it waited it became too old to be changed: no fault, and nothing that could be sent instead.
            return Rejected("too old")
        try:
            return self.renderer.render(claimed, now, attachment)
        except Exception:
            # A missing text, too long a button, any fault of a rule: one bad notice must not stop the line.
            log.exception("courier.unsendable", delivery=claimed.delivery_id)
        return Rejected("not rendered")

    async def send(self, claimed: Claimed, message: Outbound, now: datetime) -> Outcome:
        """Send it and return the outcome; what goes along and is refused goes as a file, else is told in words."""
        outcome = await self._try(claimed, message)
        if isinstance(outcome, MediaRefused):
            for other in self._other_shapes(claimed, message, now):
                outcome = await self._try(claimed, other)
                if not isinstance(outcome, MediaRefused):
                    break
        return outcome

    def _other_shapes(self, claimed: Claimed, message: Outbound, now: datetime) -> Iterator[Outbound]:
        if message.pin is None and message.file is None and not message.as_file and self.transport.limits.files:
            yield replace(message, as_file=True)
        try:
            yield self.renderer.in_words(claimed, now, message)
        except (Unsendable, CatalogueError):
            log.exception("courier.unsendable", delivery=claimed.delivery_id)

    async def _try(self, claimed: Claimed, message: Outbound) -> Outcome:
        """Send it once; what fails unforeseen may have arrived."""
        try:
            with self.patience.limit(_SEND):
                return await self.transport.send(message)
        except Exception:
            # A transport raises nothing; one that does all the same must not stop the line.
            log.exception("courier.transport_failed", delivery=claimed.delivery_id)
            return Unknown()
