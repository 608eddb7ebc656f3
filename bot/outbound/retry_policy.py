"""What follows from the outcome of a send. Pure; the table stands in docs and in the tests."""

from datetime import datetime, timedelta

from alerts.notices import CLEANUPS, Kind
from bot.transports.base import (
    AuthDead,
    Delivered,
    MediaRefused,
    MessageGone,
    Moved,
    NeedsAdmin,
    NeedsChallenge,
    NeedsTrust,
    NotModified,
    Outcome,
    Rejected,
    RetryAfter,
    Transient,
    Unknown,
    Unreachable,
)
from storage.outbox.claimed import Claimed
from storage.outbox.delivery_fate import Fate, Verdict

CHALLENGE_PAUSE = timedelta(hours=1)
"""A captcha takes a person; until then each further try makes it worse."""
DEAD_PAUSE = timedelta(minutes=1)
"""A dead token may be alive again after a restart with another: no long pause is kept."""
UNSURE_TRIES = 4
"""A message that may have arrived this often is not sent again: the person has it four times, or never."""
GIVE_UP_TRIES = 1_000
"""At one try a minute most of a day."""

OWN_TRIES = 8
"""A new message that certainly did not arrive so often, in about three minutes, while its line works: it is its
reader who cannot be reached. Signal's service does not always say so."""

ADMIN_WAIT = timedelta(minutes=1)
"""Between two tries in a group that waits for one of its administrators: who mends it sees the alert soon."""
ADMIN_TRIES = 60
"""Then an alert is too old for a group that could not read it."""

_WHY_NOT_CHANGED: dict[type[Outcome], str] = {
    MessageGone: "gone or too old",
    Transient: "gave up",
    Unknown: "gave up",
    NeedsTrust: "safety number changed",
    Moved: "moved",
}
"""Why an edit or deletion of what is over was given up."""
_LONGEST_WAIT = 60
_UNSURE_WAIT = 5


def decide(claimed: Claimed, outcome: Outcome, now: datetime, *, others: bool = False) -> Verdict:
    """Decide what to write down, and when to try again.

    `now`: when the outcome came, aware UTC. `others`: messages to others have gone through on this line lately.
    """
    if claimed.notice.kind in CLEANUPS:
        return _cleanup(claimed, outcome, now)
    match outcome:
        case Delivered() | NotModified() | MessageGone():
            return _there(claimed, outcome)
        case RetryAfter() | NeedsChallenge() | AuthDead():
            return _pause(claimed, outcome, now)
        case NeedsAdmin():
            return _for_admin(claimed, now)
        case Transient():
            if others and not claimed.edit and claimed.attempts >= OWN_TRIES:
                return Verdict(claimed=claimed, fate=Fate.FAILED, failure="not delivered", elsewhere=True)
            return _later(claimed, now)
        case Unknown():
            return _unsure(claimed, now)
        case Moved(chat) if claimed.group:
            soon = now + timedelta(seconds=1)
            return Verdict(claimed=claimed, fate=Fate.AGAIN, due_at=soon, moved_to=chat)
        case _:
            return _never(claimed, outcome)


def _cleanup(claimed: Claimed, outcome: Outcome, now: datetime) -> Verdict:
    """Decide about an edit or deletion of what is over: nothing is sent instead, and no chat or person waits for it."""
    match outcome:
        case Delivered() | NotModified():
            return _there(claimed, outcome)
        case RetryAfter() | NeedsChallenge() | AuthDead():
            return _pause(claimed, outcome, now)
        case Transient() | Unknown() if claimed.attempts < OWN_TRIES:
            return _later(claimed, now)
        case Unreachable(why):
            return Verdict(claimed=claimed, fate=Fate.FAILED, failure=why)
        case Rejected(why):
            return Verdict(claimed=claimed, fate=Fate.FAILED, failure=f"rejected: {why}"[:100])
        case _:
            return Verdict(claimed=claimed, fate=Fate.FAILED, failure=_WHY_NOT_CHANGED.get(type(outcome), "refused"))


def _there(claimed: Claimed, outcome: Delivered | NotModified | MessageGone) -> Verdict:
    match outcome:
        case Delivered(ref):
            return Verdict(claimed=claimed, fate=Fate.SHOWN, ref=ref)
        case NotModified():
            return Verdict(claimed=claimed, fate=Fate.SHOWN)
        case MessageGone():
            return Verdict(claimed=claimed, fate=Fate.ANEW)


def _pause(claimed: Claimed, outcome: RetryAfter | NeedsChallenge | AuthDead, now: datetime) -> Verdict:
    match outcome:
        case RetryAfter(seconds, account=False) | RetryAfter(seconds, guessed=True):
            until = now + timedelta(seconds=seconds)
            return Verdict(claimed=claimed, fate=Fate.AGAIN, due_at=until, chat_until=until)
        case RetryAfter(seconds):
            until = now + timedelta(seconds=seconds)
        case NeedsChallenge():
            until = now + CHALLENGE_PAUSE
        case AuthDead():
            until = now + DEAD_PAUSE
    return Verdict(claimed=claimed, fate=Fate.AGAIN, due_at=until, line_until=until)


def _for_admin(claimed: Claimed, now: datetime) -> Verdict:
    if claimed.attempts + 1 >= ADMIN_TRIES:
        return Verdict(claimed=claimed, fate=Fate.FAILED, failure="the group's administrators did not act")
    until = now + ADMIN_WAIT
    return Verdict(claimed=claimed, fate=Fate.AGAIN, due_at=until, chat_until=until)


def _never(claimed: Claimed, outcome: Unreachable | NeedsTrust | Rejected | Moved | MediaRefused) -> Verdict:
    match outcome:
        case Unreachable(why):
            return Verdict(claimed=claimed, fate=Fate.FAILED, failure=why, unreachable=True)
        case NeedsTrust():
            return Verdict(claimed=claimed, fate=Fate.FAILED, failure="safety number changed", elsewhere=True)
        case Rejected(why):
            return Verdict(claimed=claimed, fate=Fate.FAILED, failure=f"rejected: {why}"[:100])
        case MediaRefused():
            return Verdict(claimed=claimed, fate=Fate.FAILED, failure="rejected: media")
        case Moved():
            return Verdict(claimed=claimed, fate=Fate.FAILED, failure="moved")


def _later(claimed: Claimed, now: datetime) -> Verdict:
    if claimed.attempts >= GIVE_UP_TRIES:
        return Verdict(claimed=claimed, fate=Fate.FAILED, failure="gave up")
    wait = min(2 ** min(claimed.attempts, 10), _LONGEST_WAIT)
    return Verdict(claimed=claimed, fate=Fate.AGAIN, due_at=now + timedelta(seconds=wait))


def _unsure(claimed: Claimed, now: datetime) -> Verdict:
    if claimed.edit:
        # Made again it changes nothing, or shows what is newer by then.
        return _later(claimed, now)
    if claimed.notice.kind is Kind.REMINDER or claimed.unsure + 1 >= UNSURE_TRIES:
        return Verdict(claimed=claimed, fate=Fate.UNSURE)
    wait = _UNSURE_WAIT * 3**claimed.unsure
    return Verdict(claimed=claimed, fate=Fate.AGAIN, due_at=now + timedelta(seconds=wait), repeat=True)
