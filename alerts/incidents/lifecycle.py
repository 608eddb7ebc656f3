"""Every change of state an incident can make, in one place; the picture is in docs/architecture.md."""

from enum import StrEnum

from alerts.incidents.incident import ENDED, OPEN, State


class Event(StrEnum):
    """What can happen to an incident."""

    CLAIM = "claim"
    """A dispatcher takes it."""
    LAPSE = "lapse"
    """The claim went 2 minutes without a step; it is anybody's again."""
    CONFIRM = "confirm"
    """A dispatcher decides that it is so, and people are told."""
    CANNOT_VERIFY = "cannot_verify"
    """A dispatcher says that nobody can find out."""
    DISMISS = "dismiss"
    """A dispatcher decides that it is not so, before anybody was told."""
    ALL_CLEAR = "all_clear"
    """It is over; whoever was told hears it."""
    CANCEL = "cancel"
    """It was not so after all; whoever was told hears it."""
    NOT_IMMIGRATION = "not_immigration"
    """A dispatcher decides that it was police or others; whoever was told hears it."""
    CLOSE = "close"
    """It could not be verified, and is laid down."""
    HANDLE = "handle"
    """A dispatcher has done what could be done for who wrote; it was nothing to alert anybody of."""
    REOPEN = "reopen"
    """A dispatcher takes up again what was ended by mistake or too early; nobody is told until it is confirmed."""
    FORGET = "forget"
    """Nobody closed it for so long that it is purged; nobody is told anything."""
    RUN_OUT = "run_out"
    """A lead of strangers that nobody touched has lasted as long as it may."""
    MERGE = "merge"
    """It is the same as another incident, which goes on."""


TRANSITIONS: dict[tuple[State, Event], State] = {
    (State.REPORTED, Event.CLAIM): State.VERIFYING,
    (State.REPORTED, Event.RUN_OUT): State.LAPSED,
    (State.VERIFYING, Event.LAPSE): State.REPORTED,
    (State.VERIFYING, Event.CONFIRM): State.CONFIRMED,
    (State.VERIFYING, Event.CANNOT_VERIFY): State.UNVERIFIABLE,
    (State.VERIFYING, Event.DISMISS): State.FALSE_ALARM,
    (State.UNVERIFIABLE, Event.CONFIRM): State.CONFIRMED,
    (State.UNVERIFIABLE, Event.CLOSE): State.CLOSED,
    (State.VERIFYING, Event.HANDLE): State.CLOSED,
    (State.UNVERIFIABLE, Event.HANDLE): State.CLOSED,
    (State.CONFIRMED, Event.ALL_CLEAR): State.CLOSED,
    (State.CONFIRMED, Event.CANCEL): State.FALSE_ALARM,
    (State.VERIFYING, Event.NOT_IMMIGRATION): State.NOT_IMMIGRATION,
    (State.UNVERIFIABLE, Event.NOT_IMMIGRATION): State.NOT_IMMIGRATION,
    (State.CONFIRMED, Event.NOT_IMMIGRATION): State.NOT_IMMIGRATION,
    **{(state, Event.REOPEN): State.VERIFYING for state in ENDED},
    **{(state, Event.MERGE): State.MERGED for state in OPEN},
    **{(state, Event.FORGET): State.CLOSED for state in OPEN},
}


def after(state: State, event: Event) -> State | None:
    """Return the state that follows, or None where the event cannot happen."""
    return TRANSITIONS.get((state, event))
