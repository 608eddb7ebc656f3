"""What a failed call to the Bot API means: SDK exceptions stop here."""

from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, NetworkError, TelegramError
from telegram.error import RetryAfter as RetryAfterError

from alerts.groups.refusal import GroupRefusal
from bot.transports.base import Moved, NeedsAdmin, Outcome, Transient, Unknown, Unreachable
from bot.transports.telegram import refusals
from bot.transports.telegram.request import FloodError, UnansweredError


def outcome_of(error: TelegramError, *, group: bool = False, media: bool = False) -> Outcome:
    """Return the outcome of a send that failed with this error. Floods and InvalidToken are judged elsewhere.

    A 5xx is Unknown: 502 and 504 come from a gateway that had passed the request on, 500 and 503 don't say
    how far it got; a duplicate beats a silence. Every 4xx is an answer, so nothing was sent.
    `group`: to a group; `media`: something went along with the words.
    """
    if isinstance(error, ChatMigrated):
        return Moved(str(error.new_chat_id))
    if isinstance(error, UnansweredError):
        return Unknown()
    known = refusals.meaning_of(error.message, group=group, media=media)
    if known is not None:
        return known
    outcome: Outcome
    match error:
        case Forbidden():
            outcome = NeedsAdmin(GroupRefusal.UNKNOWN) if group else Unreachable("blocked")
        case BadRequest():
            outcome = refusals.unknown(error.message, group=group, media=media)
        case Conflict() | NetworkError():
            outcome = Transient()
        case _:
            outcome = Unknown()
    return outcome


def seconds_of(error: RetryAfterError | FloodError) -> float:
    """Return the pause asked for, in seconds; PTB gives a timedelta or an int, by its setting."""
    if isinstance(error, FloodError):
        return error.seconds
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
