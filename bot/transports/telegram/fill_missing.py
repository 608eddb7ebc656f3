"""Fields that other Bot API servers leave out and python-telegram-bot can't do without.

A result is mended in place before it is parsed: without it a sent message would count as unanswered and would
be sent again, only because a server didn't repeat its date.
"""

from typing import Any

_MESSAGES = ("message", "edited_message", "channel_post")
_FILES = ("voice", "audio", "document", "video", "video_note", "animation")
_FILMS = {"video": ("width", "height"), "animation": ("width", "height"), "video_note": ("length",)}
"""How large the picture is, by the kind of film."""


def mend(result: object) -> None:
    """Fill in what is required; what is there stays as it is."""
    if isinstance(result, list):
        for update in result:
            if isinstance(update, dict) and "update_id" in update:
                _update(update)
    elif isinstance(result, dict):
        if "message_id" in result:
            _message(result)
        elif "is_bot" in result or "username" in result:
            _user(result)
        elif "file_id" in result:
            result.setdefault("file_unique_id", "")


def _update(update: dict[str, Any]) -> None:
    for kind in _MESSAGES:
        _message(update.get(kind))
    query = update.get("callback_query")
    if isinstance(query, dict):
        query.setdefault("chat_instance", "")
        _user(query.get("from"))
        _message(query.get("message"))
    change = update.get("my_chat_member")
    if isinstance(change, dict):
        _user(change.get("from"))
        _chat(change.get("chat"))
        for side in ("old_chat_member", "new_chat_member"):
            if isinstance(change.get(side), dict):
                _user(change[side].get("user"))


def _message(message: object) -> None:
    if not isinstance(message, dict):
        return
    message.setdefault("date", 0)
    _user(message.get("from"))
    _chat(message.setdefault("chat", {"id": 0}))
    for name in _FILES:
        if isinstance(message.get(name), dict):
            message[name].setdefault("file_unique_id", "")
            if name != "document":
                message[name].setdefault("duration", 0)
            for side in _FILMS.get(name, ()):
                message[name].setdefault(side, 0)
    for size in message.get("photo") or ():
        if isinstance(size, dict):
            for field, value in (("file_unique_id", ""), ("width", 0), ("height", 0)):
                size.setdefault(field, value)
    _message(message.get("reply_to_message"))


def _user(user: object) -> None:
    if isinstance(user, dict):
        user.setdefault("is_bot", False)
        user.setdefault("first_name", "")


def _chat(chat: object) -> None:
    if isinstance(chat, dict):
        number = chat.get("id")
        chat.setdefault("type", "group" if isinstance(number, int) and number < 0 else "private")
