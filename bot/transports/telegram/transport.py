"""One Telegram bot account as a Transport."""

import asyncio
import logging
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

import structlog
from telegram import (
    Bot,
    BotCommandScopeAllPrivateChats,
    ReplyParameters,
)
from telegram.error import InvalidToken, TelegramError
from telegram.error import RetryAfter as RetryAfterError

from bot.transports.base import (
    AuthDead,
    Delivered,
    InboundHandler,
    Limits,
    NotModified,
    Now,
    Outbound,
    Outcome,
    Rejected,
    Sleep,
    Transient,
    Unknown,
)
from bot.transports.flood_scope import FloodScope
from bot.transports.keep_running import keep_running
from bot.transports.telegram import refusals
from bot.transports.telegram.administration import GroupAdministration
from bot.transports.telegram.delete_messages import delete_messages
from bot.transports.telegram.outcomes import outcome_of, seconds_of
from bot.transports.telegram.polling import DEAD_WAIT, FIRST_WAIT, LONGEST_WAIT, Polling, drop_webhook, tolerated
from bot.transports.telegram.request import LARGEST_FILE, AiohttpRequest, FloodError
from bot.transports.telegram.send_media import send_media
from bot.transports.telegram.send_text import NO_PREVIEW, TextSender, keyboard

# Read at each use: durations come as timedelta, and no RetryAfter warns of what will change.
os.environ.setdefault("PTB_TIMEDELTA", "1")

log = structlog.get_logger()

_TOAST = 200
"""Characters of a callback answer."""
_FIRST_LOOK = 5.0
"""Seconds that start() waits for the first getMe."""


class TelegramTransport:
    """A bot account on one Bot API server, the public one or any other."""

    name = "telegram"
    limits = Limits(text=4096, caption=1024, utf16=True, buttons=True, edits=10_000, files=True)

    def __init__(
        self,
        line_id: int,
        token: str,
        origin: str,
        now: Now,
        *,
        commands: Mapping[str, Sequence[tuple[str, str]]] | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """Make the transport, not connected yet.

        `origin`: scheme, host and port.
        `commands`: language -> (command, description); the first is the default.
        """
        self.line_id = line_id
        self.username = ""
        """The bot's name for deep links; empty until the platform answered once."""
        self._now = now
        self._sleep = sleep
        self._commands = dict(commands or {})
        self._request = AiohttpRequest()
        self._polls = AiohttpRequest(pool=2)
        origin = origin.rstrip("/")
        self._bot = Bot(
            token,
            base_url=f"{origin}/bot",
            base_file_url=f"{origin}/file/bot",
            request=self._request,
            get_updates_request=self._polls,
        )
        self._texts = TextSender(self._request, self._bot.base_url)
        self.administration = GroupAdministration(self._bot, line_id)
        """What the bot does in a group as its administrator."""
        self._floods = FloodScope(time.monotonic)
        self._polling: Polling | None = None
        self._work: asyncio.Task[None] | None = None
        self._knows_name = False
        # Its debug lines hold parameters and answers: addresses and words of people.
        logging.getLogger("telegram").setLevel(logging.ERROR)

    @property
    def answered_at(self) -> datetime | None:
        """The moment when the platform last answered whether there is news (aware UTC); None: not in this run."""
        return self._polling.answered_at if self._polling is not None else None

    async def start(self, receiver: InboundHandler, offset: int | None) -> None:
        """Connect and receive. `offset` isn't used: polling.py says why it asks without at first."""
        await self._request.initialize()
        await self._polls.initialize()
        self._polling = Polling(self.line_id, self._bot, self._polls, receiver, self._now, self._sleep)
        known = asyncio.Event()
        work = partial(self._receive, self._polling, known)
        self._work = asyncio.create_task(keep_running(work, self.line_id, "polling", self._sleep))
        try:
            # Not wait_for: before Python 3.12 it may swallow a cancellation.
            async with asyncio.timeout(_FIRST_LOOK):
                await known.wait()
        except TimeoutError:
            log.warning("telegram.not_answering", line=self.line_id)

    async def _receive(self, polling: Polling, known: asyncio.Event) -> None:
        await self._learn_name(known)
        await drop_webhook(self._bot)
        await self._set_commands()
        await polling.run()

    async def _learn_name(self, known: asyncio.Event) -> None:
        """Learn who we are, however long it takes; a token that is refused is asked about slowly."""
        wait = FIRST_WAIT
        while True:
            try:
                self.username = (await self._bot.get_me()).username or ""
            except InvalidToken:
                log.error("telegram.auth_dead", line=self.line_id)
                known.set()
                await self._sleep(DEAD_WAIT)
            except TelegramError as error:
                log.warning("telegram.down", line=self.line_id, error=type(error).__name__)
                known.set()
                await self._sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
            except Exception:
                # A server whose answer python-telegram-bot can't read; nothing but deep links depends on it.
                log.warning("telegram.nameless", line=self.line_id, exc_info=True)
                break
            else:
                break
        self._knows_name = True
        known.set()
        log.info("telegram.attached", line=self.line_id)

    async def _set_commands(self) -> None:
        """Set the list of commands that the app shows (best effort)."""
        scope = BotCommandScopeAllPrivateChats()
        for number, (language, listed) in enumerate(self._commands.items()):
            codes = (None, language[:2]) if number == 0 else (language[:2],)
            for code in codes:
                await tolerated(partial(self._bot.set_my_commands, list(listed), scope=scope, language_code=code))

    async def stop(self) -> None:
        """End: the commit under way is finished if it takes less than two seconds."""
        if self._polling is not None:
            self._polling.stop()
        if self._work is not None:
            await asyncio.wait((self._work,), timeout=2 if self._knows_name else 0)
            self._work.cancel()
            await asyncio.gather(self._work, return_exceptions=True)
        await self._request.shutdown()
        await self._polls.shutdown()

    async def ask_name(self) -> str | None:
        """Ask for the bot's name; None if the platform doesn't say within 5 s. Works without start().

        Raises InvalidToken where the platform refuses the token.
        """
        request = AiohttpRequest(connect=3, read=3)
        base_url = self._bot.base_url.removesuffix(self._bot.token)
        bot = Bot(self._bot.token, base_url=base_url, request=request, get_updates_request=AiohttpRequest())
        try:
            await request.initialize()
            async with asyncio.timeout(5):
                return (await bot.get_me()).username
        except InvalidToken:
            raise
        except (TelegramError, TimeoutError, TypeError, KeyError):
            return None
        finally:
            await request.shutdown()

    async def send(self, message: Outbound) -> Outcome:
        """Send or edit; every failure is an outcome."""
        self._floods.called(message.chat)
        try:
            outcome: Outcome = Delivered(await self._deliver(message))
        except (RetryAfterError, FloodError) as error:
            return self._floods.wait(seconds_of(error), message.chat, message.group)
        except InvalidToken:
            return await self._token_refused()
        except TelegramError as error:
            if message.answers and refusals.is_about_reply(error.message):
                return await self.send(replace(message, answers=""))
            wait = refusals.seconds_in(error.message)
            if wait is not None:
                return self._floods.wait(wait, message.chat, message.group)
            outcome = outcome_of(error, group=message.group, media=message.media and not message.edit)
        except Exception:
            # An answer of 200 that is no message: it was taken, and its ref is lost.
            log.warning("telegram.odd_answer", line=self.line_id, exc_info=True)
            return Unknown()
        if isinstance(outcome, Delivered | NotModified):
            self._floods.through()
        return outcome

    async def _token_refused(self) -> Outcome:
        """Ask once more whether the token is dead: servers say 404 to a method they don't have, too."""
        try:
            await self._bot.get_me()
        except InvalidToken:
            log.error("telegram.auth_dead", line=self.line_id)
            return AuthDead()
        except TelegramError:
            return Transient()
        except (TypeError, KeyError):
            log.debug("telegram.nameless", line=self.line_id)
        return Rejected("method refused")

    async def _deliver(self, message: Outbound) -> str:
        """Send, edit or delete, and return the ref of what was sent."""
        if message.delete:
            await delete_messages(self._bot, message.chat, [int(ref) for ref in message.delete])
            return ""
        if message.edit:
            await self._bot.edit_message_text(
                message.text,
                chat_id=message.chat,
                message_id=int(message.edit),
                reply_markup=keyboard(message.buttons),
                link_preview_options=NO_PREVIEW,
            )
            return message.edit
        reply = None
        if message.answers:
            reply = ReplyParameters(int(message.answers), allow_sending_without_reply=True)
        if not message.media:
            return await self._texts.send(message, reply)
        return str((await send_media(self._bot, message, keyboard(message.buttons), reply)).message_id)

    async def acknowledge(self, tap_id: str, text: str) -> None:
        """Answer a tap; it lapses within seconds, so a failure is let go."""
        await tolerated(lambda: self._bot.answer_callback_query(tap_id, text[:_TOAST] or None))

    async def fetch(self, media: str) -> bytes | None:
        """Return the bytes of a photo, video or voice note; None where it is gone or larger than 20 MB."""
        try:
            file = await self._bot.get_file(media)
            if (file.file_size or 0) > LARGEST_FILE or not file.file_path:
                return None
            return await self._request.retrieve(file.file_path)
        except (TelegramError, TypeError, KeyError, OSError) as error:
            log.warning("telegram.fetch_failed", line=self.line_id, error=type(error).__name__)
            return None

    async def leave(self, chat: str) -> None:
        """Leave a group or channel (best effort)."""
        await tolerated(lambda: self._bot.leave_chat(chat))
