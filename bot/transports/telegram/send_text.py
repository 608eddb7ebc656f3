"""One text to many chats: its request is made once, only the chat is put in for each."""

from functools import lru_cache
from typing import TypeAlias, cast
from urllib.parse import quote_plus

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.transports.base import Button, Outbound

Buttons: TypeAlias = tuple[tuple[Button, ...], ...]

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_KEPT = 64
"""Texts whose requests are kept: a broadcast has a few, one for each language and reader."""


class _Form:
    """An encoded form, which stands where the request layer takes a RequestData without files."""

    __slots__ = ("_encoded",)
    contains_files = False

    def __init__(self, encoded: str) -> None:
        self._encoded = encoded

    def url_encoded_parameters(self) -> str:
        """Return the form; see telegram.request.RequestData."""
        return self._encoded


class TextSender:
    """A sender of words and buttons, through the same request object as python-telegram-bot's Bot.

    Bot.send_message makes and takes apart objects for each recipient, of whose answer we keep one number: most of
    what a message would cost. Errors are the Bot's, since they come from the request layer.
    """

    def __init__(self, request: BaseRequest, url: str) -> None:
        """Make the sender. `url`: the bot's, with its token."""
        self._request = request
        self._url = f"{url}/sendMessage"
        self._encoded = lru_cache(_KEPT)(_encoded)

    async def send(self, message: Outbound, reply: ReplyParameters | None) -> str:
        """Send, and return the message's number. Raises TelegramError; KeyError or TypeError where there is none."""
        chat = message.chat
        encoded = self._encoded(message.text, message.buttons, message.share_location, message.protected)
        form = f"chat_id={chat if chat.isalnum() else quote_plus(chat)}&{encoded}"
        if reply is not None:
            form += f"&{_parameters(reply_parameters=reply)}"
        answer = await self._request.post(self._url, cast(RequestData, _Form(form)))
        return str(cast(dict[str, int], answer)["message_id"])


def keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
    """Return the buttons as the platform takes them; None for none."""
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.label, callback_data=button.data) for button in row] for row in buttons]
    )


def _share_location(label: str) -> ReplyKeyboardMarkup:
    """Return a key below the chat that shares the person's own location, and goes away when it is used."""
    key = KeyboardButton(label, request_location=True)
    return ReplyKeyboardMarkup([[key]], resize_keyboard=True, one_time_keyboard=True)


def _encoded(text: str, buttons: Buttons, share_location: str, protected: bool) -> str:
    # A message has one kind of keys: choices of ours go first.
    markup = _share_location(share_location) if share_location and not buttons else keyboard(buttons)
    kept = True if protected else None
    return _parameters(text=text, reply_markup=markup, link_preview_options=NO_PREVIEW, protect_content=kept)


def _parameters(**values: object) -> str:
    given = [RequestParameter.from_input(name, value) for name, value in values.items() if value is not None]
    return RequestData(given).url_encoded_parameters()
