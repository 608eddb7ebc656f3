"""The raw frames that signalbot hears: it logs each before parsing it, the only place where they can be seen.

Its parsed messages don't tell what another device of ours wrote from what a person wrote, and a frame it
can't parse is lost. Nothing is patched: its public logger gets a filter that takes the frames and lets no
record through, so the texts and numbers it logs reach no handler, its own or another's.
"""

import json
import logging
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeAlias

from signalbot import LOGGER_NAME

FrameHandler: TypeAlias = Callable[[str], None]

FRAMES: ContextVar[FrameHandler | None] = ContextVar("signal_frames", default=None)
"""Set in the context that a signalbot is started in, so in every task it makes: who gets its raw frames."""

_RAW = "[Raw Message] %s"


class _Frames(logging.Filter):
    """A filter that passes each raw frame to whom its task has set in FRAMES, and nothing to anybody else."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return False: no record goes any further."""
        listen = FRAMES.get()
        if listen is not None and record.msg == _RAW and isinstance(record.args, tuple):
            listen(str(record.args[0]))
        return False


_FILTER = _Frames()


def silence_logger() -> None:
    """Let nothing through; to be called after each SignalBot is built, for that adds a handler and sets the level."""
    logger = logging.getLogger(LOGGER_NAME)
    logger.handlers.clear()
    logger.addFilter(_FILTER)
    logger.setLevel(logging.INFO)
    # Their debug lines hold frames.
    logging.getLogger("websockets").setLevel(logging.CRITICAL)


def is_echo(raw: str, number: str) -> bool:
    """Return whether a frame only repeats what another device of this account sent; False for junk.

    signalbot shows such a message as if the person it went to had written it. `number`: our own.
    """
    try:
        envelope = json.loads(raw).get("envelope") or {}
        sources = {envelope.get("source"), envelope.get("sourceNumber")}
        return bool(envelope.get("syncMessage")) or number in sources
    except (ValueError, AttributeError):
        return False


def mended(raw: str, number: str) -> str:
    """Return the frame with what signalbot's models insist on.

    Raises ValueError, TypeError or AttributeError for junk.
    """
    frame: dict[str, Any] = json.loads(raw)
    frame.setdefault("account", number)
    envelope = frame.get("envelope", {})
    for name in ("serverReceivedTimestamp", "serverDeliveredTimestamp"):
        envelope.setdefault(name, envelope.get("timestamp", 0))
    edit = envelope.get("editMessage") or {}
    for data in (envelope.get("dataMessage") or {}, edit.get("dataMessage") or {}):
        data.setdefault("timestamp", envelope.get("timestamp", 0))
        for part in data.get("attachments") or ():
            part.setdefault("isVoiceNote", False)
        if data.get("groupInfo"):
            data["groupInfo"].setdefault("revision", 0)
        # What is quoted may hold attachments of the same kind; the id is all we need.
        if data.get("quote"):
            data["quote"].pop("attachments", None)
    return json.dumps(frame)
