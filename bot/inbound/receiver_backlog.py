"""Where the receiver leaves what Signal's bridge posted to it, and the bot comes to fetch it, line by line."""

from collections.abc import Sequence
from datetime import datetime

import structlog

from alerts.lines import coverage
from alerts.lines.coverage import Span
from bot.inbound.codec import arrived
from bot.inbound.intake import Intake, not_kept
from bot.transports.base import Now
from bot.transports.signal.kept_frames import DeafWindow, KeptFrame
from handlers.core.inbound import Inbound
from storage.database.store import Store
from storage.inbox import receiver_envelopes, receiver_uptime
from storage.inbox.inbox import keep

log = structlog.get_logger()

BATCH = 50
"""Frames that one transaction takes."""


class StoredBacklog:
    """A backlog (bot.transports.signal.kept_frames.Backlog) that lies in the database."""

    def __init__(self, store: Store, intake: Intake, line_id: int, now: Now) -> None:
        self._store = store
        self._intake = intake
        self._line_id = line_id
        self._now = now

    async def waiting(self) -> list[KeptFrame]:
        """Return the first frames; see Backlog."""
        with not_kept():
            async with self._store.read() as session:
                found = await receiver_envelopes.waiting(session, self._store.vault, self._line_id, BATCH)
        return [KeptFrame(id=one.id, frame=one.frame, received_at=one.received_at) for one in found]

    async def took(self, frames: Sequence[KeptFrame], messages: Sequence[tuple[Inbound, datetime]]) -> None:
        """Commit the messages and forget their frames; see Backlog."""
        said = [arrived(message, received_at) for message, received_at in messages]
        with not_kept():
            async with self._store.write() as session:
                fresh = await keep(session, self._store.vault, said, self._now())
                await receiver_envelopes.forget(session, [frame.id for frame in frames])
        if fresh:
            log.info("intake.fetched", line=self._line_id, messages=fresh)
            self._intake.nudge()

    async def unheard(self, window: DeafWindow) -> list[DeafWindow] | None:
        """Return what no receiver covered; see Backlog."""
        with not_kept():
            async with self._store.read() as session:
                # A receiver that runs may have last said so before a gap this short began.
                known = await receiver_uptime.record(session, self._line_id, window.since - coverage.LATE)
        gap = Span(since=window.since, until=window.until)
        watched = known.watched
        if watched and not coverage.is_posted_to(known.posted_at, known.heard_at):
            log.warning("receiver.not_posted_to", line=self._line_id)
            watched = ()
        if coverage.may_reach(gap, watched, self._now()):
            return None
        return [DeafWindow(part.since, part.until) for part in coverage.uncovered(gap, watched)]
