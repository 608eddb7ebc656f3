"""What the desk finds out from afar: by calling a place, or by looking at how old a photo is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RemoteOutcome(StrEnum):
    """How a check from afar came out. Kept in databases and in taps: a value is never renamed."""

    SEEN = "seen"
    """Somebody at the place said on the phone that they see it."""
    NOTHING = "nothing"
    """Somebody at the place said on the phone that nothing is there."""
    NO_ANSWER = "no_answer"
    """Nobody took the call."""
    NOT_SAID = "not_said"
    """Somebody took the call and did not say."""
    FRESH = "fresh"
    """The photo is of now, as far as can be told."""
    OLD = "old"
    """The photo is of another day or place."""
    UNCLEAR = "unclear"
    """Nobody can tell how old the photo is."""


CALLED = (RemoteOutcome.SEEN, RemoteOutcome.NOTHING, RemoteOutcome.NO_ANSWER, RemoteOutcome.NOT_SAID)
"""Outcomes of a call."""
PHOTO = (RemoteOutcome.FRESH, RemoteOutcome.OLD, RemoteOutcome.UNCLEAR)
"""Outcomes of a look at a photo."""
_SAY_SOMETHING = (
    frozenset({RemoteOutcome.SEEN, RemoteOutcome.NOTHING}),
    frozenset({RemoteOutcome.FRESH, RemoteOutcome.OLD}),
)
_AGAINST = frozenset({RemoteOutcome.NOTHING, RemoteOutcome.OLD})


@dataclass(frozen=True, kw_only=True)
class RemoteCheck:
    """One check from afar by somebody at the desk. `at` is aware UTC."""

    incident_id: int
    person_id: int | None
    """Who checked; None: they had everything about them erased."""
    outcome: RemoteOutcome
    at: datetime


def speaking_against(checks: Iterable[RemoteCheck]) -> tuple[RemoteCheck, ...]:
    """Return what speaks against the incident: the last call that said something, the last look at a photo that did."""
    in_order: Sequence[RemoteCheck] = sorted(checks, key=lambda check: check.at)
    last = (next((one for one in reversed(in_order) if one.outcome in kind), None) for kind in _SAY_SOMETHING)
    return tuple(check for check in last if check is not None and check.outcome in _AGAINST)
