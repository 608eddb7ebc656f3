"""What somebody did to somebody's roles or decided about an incident, as the audit log keeps it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from alerts.people.person import Role


class Action(StrEnum):
    """What was done. The names lie in running databases: none is ever changed."""

    INVITED = "invited"
    """An invitation was made."""
    INVITATION_ENDED = "invitation_ended"
    """An invitation that nobody had used was revoked."""
    INVITATION_APPROVED = "invitation_approved"
    """A second coordinator said yes to an invitation to the desk."""
    LIST_INVITED = "list_invited"
    """An operator made invitations for people of a list; how many the coordinators were told."""
    JOINED = "joined"
    """Somebody came in by an invitation of whoever did it."""
    LET_IN = "let_in"
    """A coordinator let somebody in who had asked."""
    DECLINED = "declined"
    """A coordinator did not let somebody in who had asked."""
    ADDED_TOWN = "added_town"
    """Somebody hears of one more town."""
    LEFT_TOWN = "left_town"
    """Somebody gave up their roles in a town."""
    NOTED = "noted"
    """Somebody of the desk changed the note on somebody."""
    STOPPED = "stopped"
    """Somebody wants no more messages: their roles are gone."""
    FORGOTTEN = "forgotten"
    """Somebody had everything about them erased: nobody has these digits any more."""
    ROLE_TAKEN = "role_taken"
    """One role was taken away."""
    SUSPENDED = "suspended"
    """All roles of somebody rest."""
    LIFTED = "lifted"
    """The roles that rested were given back."""
    BANNED = "banned"
    """Somebody was put out for good."""
    UNBANNED = "unbanned"
    """Somebody who had been put out for good may write again."""
    LINKED = "linked"
    """Two accounts became one person."""
    PARTED = "parted"
    """An account was parted from its person."""
    GROUP_CONNECTED = "group_connected"
    """A group gets the alerts of a town."""
    TOWN_MADE = "town_made"
    """The network has one more town."""
    TOWN_RENAMED = "town_renamed"
    """A town got another name."""
    TOWN_MOVED = "town_moved"
    """A town's center was set anew."""
    TOWN_SPLIT = "town_split"
    """A part of a town became one of its own."""
    TOWN_MERGED = "town_merged"
    """Another town became a part of this one."""
    TOWN_RETIRED = "town_retired"
    """The network left a town."""
    NEIGHBORS_SET = "neighbors_set"
    """It was said whether a town is another's neighbor."""
    KEY_ROTATED = "key_rotated"
    """Everything that is kept was sealed with a new key."""
    LETTER_CAME = "letter_came"
    """Somebody said that a subpoena, a warrant or a preservation letter came, or may come."""
    LETTER_SETTLED = "letter_settled"
    """Counsel says that no letter asks for anything any more."""
    PANIC_ASKED = "panic_asked"
    """A coordinator wanted everything destroyed."""
    PANIC_ENDED = "panic_ended"
    """A coordinator said that nothing is destroyed."""
    REACH_TESTED = "reach_tested"
    """A test of the alarm went to everybody of a town."""
    REACH_SCHEDULED = "reach_scheduled"
    """A town's alarm is tested each month from then on."""
    REACH_UNSCHEDULED = "reach_unscheduled"
    """It is not any more."""
    CLAIMED = "claimed"
    """A dispatcher took the incident."""
    ASKED = "asked"
    """A dispatcher sent verifiers to look."""
    ASKED_BACK = "asked_back"
    """A dispatcher wrote to who reported it."""
    CONFIRMING = "confirming"
    """A dispatcher began to confirm it: the alert was previewed, or the reason asked for."""
    SENT = "sent"
    """A dispatcher confirmed it and sent the alert."""
    UPDATED = "updated"
    """A dispatcher sent an update."""
    CORRECTED = "corrected"
    """A dispatcher corrected what is known of it."""
    CORRECTION_SENT = "correction_sent"
    """A dispatcher sent the correction to those who had been told."""
    UNVERIFIABLE = "unverifiable"
    """A dispatcher said that nobody can find out."""
    ALL_CLEAR = "all_clear"
    """A dispatcher closed it: it is over."""
    CANCELLED = "cancelled"
    """A dispatcher took the alert back: it was not so."""
    DISMISSED = "dismissed"
    """A dispatcher decided that it is not so, before anybody was told."""
    CLOSED = "closed"
    """A dispatcher laid it down unverified."""
    HANDLED = "handled"
    """A dispatcher did what could be done for who wrote."""
    NOT_IMMIGRATION = "not_immigration"
    """A dispatcher decided that it was police or others."""
    REOPENED = "reopened"
    """A dispatcher opened it again."""
    MERGED = "merged"
    """A dispatcher merged it into another."""
    SPLIT = "split"
    """A dispatcher made one of its reports an incident of its own."""
    MUTED = "muted"
    """A dispatcher muted who reported it."""
    UNMUTED = "unmuted"
    """A dispatcher let who reported it be heard again."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What was done, by whom and to whom. Ids of persons stand here as pseudonyms: they may be gone."""

    action: Action
    by_id: int | None
    """None: an operator."""
    whom_id: int | None = None
    """None: it concerns nobody in particular."""
    role: Role | None = None
    town_id: int | None = None
    """None: every town, or none in particular."""
    incident: int | None = None
    """The number by which people call it."""


@dataclass(frozen=True, kw_only=True)
class AuditEntry:
    """A deed as it stands in the log."""

    id: int
    at: datetime
    deed: Deed
