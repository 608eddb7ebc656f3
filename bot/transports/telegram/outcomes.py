"""What a failed call to the Bot API means: SDK exceptions stop here."""

from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, NetworkError, TelegramError
from telegram.error import RetryAfter as RetryAfterError

from bot.transports.base import (
    MessageGone,
    Moved,
    NotModified,
    Outcome,
    Rejected,
    Transient,
    Unknown,
    Unreachable,
)
from bot.transports.telegram.request import FloodError, UnansweredError

_FORBIDDEN = (
    ("deactivated", Unreachable("unregistered")),
    ("can't initiate", Unreachable("never started")),
)
"""Words of a 403; every other one (blocked, kicked, not a member, no right to write) is "blocked"."""

_BAD: tuple[tuple[str, Outcome], ...] = (
    ("message is not modified", NotModified()),
    ("message to edit not found", MessageGone()),
    ("message can't be edited", MessageGone()),
    ("no text in the message to edit", MessageGone()),
    ("message_id_invalid", MessageGone()),
    ("chat not found", Unreachable("never started")),
    ("user not found", Unreachable("never started")),
    ("peer_id_invalid", Unreachable("never started")),
    ("user is deactivated", Unreachable("unregistered")),
    ("input_user_deactivated", Unreachable("unregistered")),
    ("user_is_blocked", Unreachable("blocked")),
    ("bot was blocked", Unreachable("blocked")),
    ("bot was kicked", Unreachable("blocked")),
    ("not enough rights", Unreachable("blocked")),
    ("have no rights", Unreachable("blocked")),
    ("need administrator rights", Unreachable("blocked")),
    ("chat_write_forbidden", Unreachable("blocked")),
    ("chat_restricted", Unreachable("blocked")),
    ("group chat was deactivated", Unreachable("blocked")),
    ("message is too long", Rejected("text too long")),
    ("caption is too long", Rejected("caption too long")),
    ("text is empty", Rejected("text is empty")),
    ("text must be non-empty", Rejected("text is empty")),
    ("button_data_invalid", Rejected("button data")),
    ("too big", Rejected("file too large")),
    ("too large", Rejected("file too large")),
)
"""Words of a 400, lower case; as the public server's source and its users' reports have them."""


def outcome_of(error: TelegramError) -> Outcome:
    """Return the outcome of a send that failed with this error. Floods and InvalidToken are judged elsewhere.

    A 5xx is Unknown: 502 and 504 come from a gateway that had passed the request on, 500 and 503 don't say
    how far it got; a duplicate beats a silence. Every 4xx is an answer, so nothing was sent.
    """
    outcome: Outcome
    match error:
        case ChatMigrated():
            outcome = Moved(str(error.new_chat_id))
        case Forbidden():
            outcome = _first(_FORBIDDEN, error.message, Unreachable("blocked"))
        case BadRequest():
            outcome = _first(_BAD, error.message, Rejected("bad request"))
        case UnansweredError():
            outcome = Unknown()
        case Conflict() | NetworkError():
            outcome = Transient()
        case _:
            outcome = Unknown()
    return outcome


def _first(table: tuple[tuple[str, Outcome], ...], words: str, otherwise: Outcome) -> Outcome:
    words = words.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return next((outcome for part, outcome in table if part in words), otherwise)


def seconds_of(error: RetryAfterError | FloodError) -> float:
    """Return the pause asked for, in seconds; PTB gives a timedelta or an int, by its setting."""
    if isinstance(error, FloodError):
        return error.seconds
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
