"""Somebody of an operator's list who is to be invited, and what has become of their invitation."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from unicodedata import normalize

from alerts.people.code import Code
from alerts.people.person import Role

IMPORTABLE = (Role.SUBSCRIBER, Role.MEMBER, Role.RESPONDER)
"""As what people of a list are invited. Into the desk and the committee people are invited one by one."""


@dataclass(frozen=True, kw_only=True)
class Invitee:
    """Somebody of a list. Nothing of them is kept before they consent: not their label either."""

    label: str
    """What the organiser calls them; upper and lower case are one."""
    role: Role
    town_id: int

    @property
    def key(self) -> tuple[str, int]:
        """Who it is, whatever the role: two of a list with the same label in the same town are one person."""
        return " ".join(normalize("NFKC", self.label).casefold().split()), self.town_id


class InviteeState(StrEnum):
    """What has become of somebody's invitation."""

    NEW = "new"
    """There was none: one is made."""
    CHANGED = "changed"
    """The last one was in another role: it ends, and one is made."""
    OPEN = "open"
    """It was made before, and they can still use it."""
    USED = "joined"
    """Somebody came in by it."""
    OVER = "over"
    """It has expired, or was revoked."""


def state_of(invitee: Invitee, last: Code | None, now: datetime) -> InviteeState:
    """Return what has become of the last invitation that was made for them. `last`: None where none was."""
    if last is None:
        return InviteeState.NEW
    if last.role is not invitee.role:
        return InviteeState.CHANGED
    if last.used_at is not None:
        return InviteeState.USED
    return InviteeState.OPEN if now < last.expires_at else InviteeState.OVER
