"""Texts over 2,000 bytes: Signal sends their beginning, and the whole as a file, which is fetched at once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import structlog

from bot.transports.signal.envelopes import HeardMessage
from handlers.core.inbound import Inbound

log = structlog.get_logger()

Fetch: TypeAlias = Callable[[str], Awaitable[bytes | None]]
"""Returns the bytes of a file at the bridge; None where it is gone."""

PATIENCE = 3.0
"""Seconds for one file, which lies at the bridge beside us: better a beginning that is heard than a whole in vain."""
_MOST = 64 * 1024
"""Bytes of a text; no phone writes more (Signal's own limit)."""
_ALIKE = 200
"""Characters by which a file is known to hold the message's beginning too."""


@dataclass(frozen=True)
class LongTexts:
    """What completes a message whose text is too long for one."""

    line_id: int
    fetch: Fetch

    async def whole(self, heard: HeardMessage) -> Inbound:
        """Return the message with its whole text; with the beginning, marked as cut, where the rest cannot be had."""
        if not heard.long_text:
            return heard.inbound
        beginning = heard.inbound.text
        content = await self._fetched(heard.long_text)
        if content is None:
            log.warning("signal.text_cut", line=self.line_id)
            return replace(heard.with_text(beginning), cut=True)
        text = content[:_MOST].decode("utf-8", "replace").replace("\x00", "")
        if not text.startswith(beginning[:_ALIKE]):
            # It holds what comes behind the message, as some apps send it.
            text = beginning + text
        return replace(heard.with_text(text), cut=len(content) > _MOST)

    async def _fetched(self, name: str) -> bytes | None:
        try:
            async with asyncio.timeout(PATIENCE):
                return await self.fetch(name)
        except Exception:
            # Whatever it is, the beginning must be heard.
            log.warning("signal.text_not_fetched", line=self.line_id, exc_info=True)
            return None
