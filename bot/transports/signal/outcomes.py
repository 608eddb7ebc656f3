"""What signal-cli-rest-api's answer to a send means."""

import json
from collections.abc import Mapping
from typing import Any

from bot.transports.base import (
    AuthDead,
    Delivered,
    NeedsChallenge,
    NeedsTrust,
    Outcome,
    Rejected,
    RetryAfter,
    Transient,
    Unknown,
    Unreachable,
)

LIMITED_SECONDS = 60.0
"""How long to pause after a limit that doesn't say: its budget grows by one message a second."""

_REASONS: dict[str, Outcome] = {
    "UNREGISTERED_FAILURE": Unreachable("unregistered"),
    "IDENTITY_FAILURE": NeedsTrust(),
    "RATE_LIMIT_FAILURE": RetryAfter(LIMITED_SECONDS, account=False),
    "PROOF_REQUIRED_FAILURE": NeedsChallenge(()),
    "NETWORK_FAILURE": Unknown(),
    "INVALID_PRE_KEY_FAILURE": Transient(),
}
"""What each errors.recipients[].reason of a 201 means."""

_WORDS: tuple[tuple[str, Outcome], ...] = (
    ("untrusted", NeedsTrust()),
    # May have been delivered all the same.
    ("rate limit", Unknown()),
    ("ratelimit", Unknown()),
    ("account does not exist", AuthDead()),
    ("authorization failed", AuthDead()),
    ("authorizationfailed", AuthDead()),
    ("unregistered", Unreachable("unregistered")),
    ("not registered", Unreachable("unregistered")),
    ("not a member", Unreachable("blocked")),
    ("not a group member", Unreachable("blocked")),
    ("group not found", Unreachable("blocked")),
    ("no group with that", Unreachable("blocked")),
    ("not allowed to send", Unreachable("blocked")),
    ("announcement", Unreachable("blocked")),
    ("only admins", Unreachable("blocked")),
    ("couldn't process request", Rejected("request")),
    ("invalid", Rejected("request")),
)
"""Words of a 400's error, lower case."""

_CREATED, _BAD, _LIMITED, _FAULT = 201, 400, 429, 500
_STATUSES: dict[int, Outcome] = {
    401: AuthDead(),
    403: AuthDead(),
    413: Rejected("file too large"),
}


def outcome_of(status: int, body: bytes, *, group: bool) -> Outcome:
    """Return the outcome of one send to one recipient (or one group).

    A bare 400 ("Failed to send message") is Transient: it stands for unregistered, no network or a bad prekey
    and doesn't say which; in none did the message arrive, and the sender's patience ends it. A 429 whose
    tokens are empty strings is Unknown: it has been seen on messages that did arrive.
    """
    answer = _parsed(body)
    if status == _CREATED:
        return _created(answer, group=group)
    if status >= _FAULT:
        return Unknown()
    if not isinstance(answer, Mapping):
        answer = {}
    if status == _LIMITED:
        return _limited(answer)
    if status == _BAD:
        return _bad(str(answer.get("error", "")))
    return _STATUSES.get(status, Transient() if status > _BAD else Unknown())


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _created(answer: object, *, group: bool) -> Outcome:
    """Judge the answer of a 201: a list in recent versions, an object in older ones."""
    if isinstance(answer, list):
        answer = answer[0] if answer else None
    if not isinstance(answer, Mapping):
        return Unknown()
    failed = _failures(answer)
    # A group post that failed for some members was still said; all failing makes a 400.
    if failed and not group:
        return _REASONS.get(str(failed[0].get("reason", "")), Unknown())
    timestamp = str(answer.get("timestamp", ""))
    return Delivered(timestamp) if timestamp.isdigit() and int(timestamp) > 0 else Unknown()


def _failures(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    errors = answer.get("errors")
    listed = errors.get("recipients") if isinstance(errors, Mapping) else None
    return [failed for failed in listed if isinstance(failed, Mapping)] if isinstance(listed, list) else []


def _limited(answer: Mapping[str, Any]) -> Outcome:
    tokens = answer.get("challenge_tokens")
    if not isinstance(tokens, list) or not tokens:
        return RetryAfter(LIMITED_SECONDS, account=False)
    real = tuple(str(token) for token in tokens if token)
    return NeedsChallenge(real) if real else Unknown()


def _bad(words: str) -> Outcome:
    words = words.lower()
    return next((outcome for part, outcome in _WORDS if part in words), Transient())
