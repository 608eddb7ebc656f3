"""Receiving from Telegram: an own getUpdates loop that moves on only when what came is committed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from time import monotonic
from typing import Any

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.error import RetryAfter as RetryAfterError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.transports.base import InboundHandler, NotKept, Now, Sleep
from bot.transports.json_fields import whole
from bot.transports.telegram.albums import Albums
from bot.transports.telegram.conflicts import Conflicts
from bot.transports.telegram.live_locations import LiveLocations
from bot.transports.telegram.outcomes import seconds_of
from bot.transports.telegram.request import AiohttpRequest, FloodError
from bot.transports.telegram.updates import ALLOWED, UpdateReader

log = structlog.get_logger()

POLL_SECONDS = 25
"""How long the platform may hold an empty answer."""
FIRST_WAIT, LONGEST_WAIT = 1.0, 5.0
DEAD_WAIT = 30.0
"""Seconds between tries while the token is refused."""


class Polling:
    """One bot's getUpdates loop, which confirms nothing to the platform that was not committed."""

    def __init__(  # the loop's own parts, and what it needs of its surroundings
        self, line_id: int, bot: Bot, request: AiohttpRequest, receiver: InboundHandler, now: Now, sleep: Sleep
    ) -> None:
        self._line_id = line_id
        self._bot = bot
        self._request = request
        self._receiver = receiver
        self._now = now
        self._sleep = sleep
        # The stored offset isn't used for the first question: after a quiet week update ids may start anew at
        # random, and a server would then hold everything back. What comes twice is known by its update_id.
        self._offset: int | None = None
        self.answered_at: datetime | None = None
        """When the platform last answered, with news or without (aware UTC)."""
        self._stopping = asyncio.Event()
        self._conflicts = Conflicts()
        bot_id = int(head) if (head := bot.token.partition(":")[0]).isdigit() else 0
        self._reader = UpdateReader(line_id, bot_id)
        self._albums = Albums()
        self._live = LiveLocations()

    def stop(self) -> None:
        """End after the commit that is under way."""
        self._stopping.set()

    async def run(self) -> None:
        """Ask and hand over until stopped; every failure is waited out."""
        wait = FIRST_WAIT
        while not self._stopping.is_set():
            try:
                updates = await self._until_stopped(self._ask())
                if updates is None:
                    return
                await self._hand_over(updates)
                wait = FIRST_WAIT
                continue
            except TelegramError as error:
                pause = await self._failed(error, wait)
            except NotKept:
                pause = wait
            except Exception:
                log.exception("telegram.not_taken", line=self._line_id)
                pause = wait
            await self._until_stopped(self._sleep(pause))
            wait = min(wait * 2, LONGEST_WAIT)

    async def _until_stopped(self, work: Awaitable[Any]) -> Any:
        """Return the result of `work`, or None when stopping comes first; `work` is cancelled then."""
        task = asyncio.ensure_future(work)
        stopped = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait((task, stopped), return_when=asyncio.FIRST_COMPLETED)
            return await task if task.done() else None
        finally:
            task.cancel()
            stopped.cancel()

    async def _ask(self) -> Sequence[object]:
        """Ask for raw updates: Bot.get_updates makes objects of all or none: one odd update would block the rest."""
        fields: dict[str, object] = {"timeout": POLL_SECONDS, "limit": 100, "allowed_updates": list(ALLOWED)}
        if self._offset is not None:
            fields["offset"] = self._offset
        answer = await self._request.post(
            f"{self._bot.base_url}/getUpdates",
            RequestData([RequestParameter.from_input(name, value) for name, value in fields.items()]),
            read_timeout=POLL_SECONDS + 10,
        )
        self.answered_at = self._now()
        return answer if isinstance(answer, list) else ()

    async def _hand_over(self, updates: Sequence[object]) -> None:
        if not updates:
            return
        known = [update for update in updates if isinstance(update, Mapping) and _number(update) is not None]
        if not known:
            raise ValueError("updates without a number")
        now = self._now()
        read = [inbound for update in known if (inbound := self._reader.read(update, now)) is not None]
        heard = self._live.news(self._albums.joined(read))
        offset = max(_number(update) or 0 for update in known) + 1
        await self._receiver.take(heard, offset)
        self._offset = offset
        self._albums.taken(heard)
        self._live.taken(heard)

    async def _failed(self, error: TelegramError, wait: float) -> float:
        """Log a failure (never its text: that may hold the token), and return how many seconds to wait."""
        match error:
            case Conflict():
                if self._conflicts.alarms(monotonic()):
                    log.warning("telegram.conflict", line=self._line_id)
                else:
                    log.info("telegram.cut_off", line=self._line_id)
                if "webhook" in error.message.lower():
                    await drop_webhook(self._bot)
            case RetryAfterError():
                wait = max(wait, seconds_of(error))
            case FloodError():
                wait = max(wait, error.seconds)
            case InvalidToken():
                log.error("telegram.auth_dead", line=self._line_id)
                wait = DEAD_WAIT
            case _:
                log.warning("telegram.poll_failed", line=self._line_id, error=type(error).__name__)
        return wait


def _number(update: Mapping[str, Any]) -> int | None:
    return whole(update, "update_id")


async def drop_webhook(bot: Bot) -> None:
    """Delete a webhook, for getUpdates works only without one; other servers may not know the call."""
    await tolerated(bot.delete_webhook)


async def tolerated(call: Callable[[], Awaitable[object]]) -> bool:
    """Make a call that may fail; return whether it went well."""
    try:
        await call()
    except Exception:
        log.debug("telegram.tolerated", exc_info=True)
        return False
    return True
