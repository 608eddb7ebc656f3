"""The queue of updates, which wait until a getUpdates with a higher offset confirms them."""

import asyncio

from bot.drill.telegram.limits import UPDATES_AT_ONCE
from bot.drill.telegram.refusals import OTHER_POLL, BotApiRefusalError, Json

OPT_IN = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that come only to those who name them."""


class Updates:
    """The updates of one bot that are not confirmed yet."""

    def __init__(self, first_id: int = 700_000_001) -> None:
        self.pending: list[Json] = []
        self.next_id = first_id
        self.allowed: frozenset[str] = frozenset()
        """Empty: all but the opt-in kinds. Kept from call to call, as in the real server."""
        self._arrived = asyncio.Event()
        self._polled = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None

    async def wait_polled(self, seconds: float = 30) -> None:
        """Wait until a getUpdates waits here. Raises TimeoutError after `seconds`."""
        async with asyncio.timeout(seconds):
            while self._poll is None or self._poll.done():
                await self._polled.wait()

    def push(self, kind: str, what: Json) -> int | None:
        """Queue one update; return its id, or None where its kind is not wanted."""
        if self.allowed and kind not in self.allowed:
            return None
        if not self.allowed and kind in OPT_IN:
            return None
        update_id = self.next_id
        self.next_id += 1
        self.pending.append({"update_id": update_id, kind: what})
        self._arrived.set()
        return update_id

    def repeat(self, update: Json) -> None:
        """Queue an update once more under its old id: what a crash before the confirmation looks like."""
        self.pending.append(update)
        self.pending.sort(key=lambda each: int(each["update_id"]))
        self._arrived.set()

    async def get(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """Confirm what lies below the offset, then wait up to `seconds` for something.

        A second call ends the first one with a 409, as the real server does.
        """
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(BotApiRefusalError(409, OTHER_POLL))
        self._confirm(offset)
        if not self.pending and seconds > 0:
            await self._wait(seconds)
        return self.pending[: max(1, min(limit, UPDATES_AT_ONCE))]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset > 0:
            self.pending = [update for update in self.pending if int(update["update_id"]) >= offset]

    async def _wait(self, seconds: float) -> None:
        self._arrived.clear()
        ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = ended
        self._polled.set()
        self._polled = asyncio.Event()
        arrived = asyncio.ensure_future(self._arrived.wait())
        try:
            await asyncio.wait((ended, arrived), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                ended.result()
        finally:
            arrived.cancel()
            if self._poll is ended:
                self._poll = None
            if not ended.done():
                ended.cancel()

    def release(self) -> None:
        """End the waiting call with what there is, because the server stops."""
        self._arrived.set()
