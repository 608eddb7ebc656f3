"""Why a town's group takes nothing of ours, and who could mend it."""

from enum import StrEnum


class GroupRefusal(StrEnum):
    """A reason why a group takes none of our posts, with who mends it how. Each has a text: desk.group_refused.NAME."""

    REMOVED = "removed"
    """We are not in it any more, or it is none that we can see: somebody adds us again."""
    DELETED = "deleted"
    """It exists no more: we are added to the town's new one."""
    MUTED = "muted"
    """We may not write there: an administrator allows it."""
    ADMIN = "admin"
    """Only administrators may write there: we are made one."""
    TOPIC = "topic"
    """The topic in which our posts stand is closed or deleted: an administrator opens it, or makes us one."""
    GUEST = "guest"
    """Only members may write there, and we are a guest: we are added as a member."""
    PAID = "paid"
    """It wants to be paid for each message: an administrator lifts that, or makes us one."""
    SLOW = "slow"
    """It lets us write only seldom (slow mode): an administrator makes us one."""
    UNKNOWN = "unknown"
    """Its platform does not say why, or says it in words that we don't know: somebody looks."""
