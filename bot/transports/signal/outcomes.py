"""What signal-cli-rest-api's answer to a send means."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.transports.base import (
    AuthDead,
    Delivered,
    MediaRefused,
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


@dataclass(frozen=True)
class PostRefused(Transient):
    """A group post that the bridge itself says failed. Such posts were seen in their groups all the same."""


_OPEN: tuple[tuple[str, Outcome], ...] = (
    # May have been delivered all the same.
    ("rate limit", Unknown()),
    ("ratelimit", Unknown()),
    ("process killed", Unknown()),
    ("timeout", Unknown()),
    ("timed out", Unknown()),
)
_MEDIA = ("attachment", "413", "too large", "upload")
"""Words about what goes along."""
_OF_MEMBERS: tuple[tuple[str, Outcome], ...] = (
    ("untrusted", NeedsTrust()),
    ("unregistered", Unreachable("unregistered")),
    ("not registered", Unreachable("unregistered")),
)
"""Words about a person: of a group post they are about one of its members, not about the group."""
_WORDS: tuple[tuple[str, Outcome], ...] = (
    ("account does not exist", AuthDead()),
    ("authorization failed", AuthDead()),
    ("authorizationfailed", AuthDead()),
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

_SOME = "(some)"
"""Stands where a post failed for some members: it was said to the others."""
_STAMP = re.compile(r"(?<![\d+])1\d{12}(?!\d)")
"""The message's timestamp, which signal-cli prints behind what failed."""
_CREATED, _BAD, _TOO_LARGE, _UNFIT, _LIMITED, _FAULT = 201, 400, 413, 422, 429, 500
_STATUSES: dict[int, Outcome] = {
    401: AuthDead(),
    403: AuthDead(),
    413: Rejected("file too large"),
}


def outcome_of(status: int, body: bytes, *, group: bool, media: bool = False) -> Outcome:
    """Return the outcome of one send to one recipient (or one group).

    A bare 400 ("Failed to send message") is Transient: it stands for unregistered, no network or a bad prekey
    and doesn't say which; in none did the message arrive, and the sender's patience ends it. A 429 whose
    tokens are empty strings is Unknown: it has been seen on messages that did arrive. A group post answered 400 or 422
    was seen in its group all the same; where the answer holds its timestamp it was. `media`: something goes along.
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
    if status in (_BAD, _UNFIT):
        return _bad(str(answer.get("error", "")), group=group, media=media)
    if status == _TOO_LARGE and media:
        return MediaRefused()
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


def _bad(words: str, *, group: bool, media: bool) -> Outcome:
    words = words.lower()
    stamps = _STAMP.findall(words)
    if group and _SOME in words:
        return Delivered(stamps[-1]) if stamps else Unknown()
    known = next((outcome for part, outcome in (*_OPEN, *_WORDS) if part in words), None)
    if known is None and not group:
        known = next((outcome for part, outcome in _OF_MEMBERS if part in words), None)
    if media and (known is None or isinstance(known, Rejected)) and any(part in words for part in _MEDIA):
        return MediaRefused()
    return known or (PostRefused() if group else Transient())
