"""What most of Telegram's updates have: an id, a name, a kind of chat, a moment."""

from datetime import UTC, datetime

from telegram.constants import ChatType

from bot.transports.json_fields import Json, whole, words


def identity(owner: Json) -> str:
    """Return an account's or a chat's id as text; empty where there is none."""
    return number_in(owner, "id")


def number_in(of: Json, name: str) -> str:
    """Return a whole number as text; empty where there is none."""
    number = whole(of, name)
    return "" if number is None else str(number)


def full_name(author: Json) -> str:
    """Return a person's full name, or a chat's title."""
    full = " ".join(filter(None, (words(author, "first_name"), words(author, "last_name"))))
    return full or words(author, "title")


def chat_type(chat: Json) -> str:
    """Return the type of a chat, also of a server that says none: groups have numbers below zero."""
    below = (whole(chat, "id") or 0) < 0
    return words(chat, "type") or (ChatType.GROUP if below else ChatType.PRIVATE)


def moment_of(of: Json, now: datetime) -> datetime:
    """Return the moment that it says; `now` where it says none."""
    seconds = whole(of, "date") or 0
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds > 0 else now
    except (ValueError, OverflowError, OSError):
        return now
