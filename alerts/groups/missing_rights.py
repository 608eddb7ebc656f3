"""The bot lacks a right in a group of responders: whoever can mend it hears which, in the words of Telegram's menu."""

from datetime import datetime, timedelta
from enum import StrEnum

from alerts.groups.responder_group import ResponderGroup, tell_coordinators_of
from alerts.notices import Notice, text
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

QUIET = timedelta(days=1)
"""So long nothing more is said of the same right of the same group (our choice)."""


class GroupRight(StrEnum):
    """A right of an administrator that the bot needs. Each has a text: group.no_right.NAME."""

    INVITE = "invite"
    """can_invite_users: links, and answers to who asks."""
    REMOVE = "remove"
    """can_restrict_members: putting somebody out."""


TOLD = {
    GroupRight.INVITE: Deadline("group right to invite told"),
    GroupRight.REMOVE: Deadline("group right to remove told"),
}
"""While one stands, nothing more is said of that right of that group."""


async def tell_of_missing_right(uow: UnitOfWork, now: datetime, found: ResponderGroup, right: GroupRight) -> None:
    """Tell the town's coordinators which right is missing, and where it is given."""
    told = TOLD[right]
    if found.group.id in await uow.deadlines.standing(told):
        return
    await uow.deadlines.set(told, found.group.id, now + QUIET)
    parts = (text(f"group.no_right.{right}", title=found.title, town=found.town.name), text("group.right_where"))
    await tell_coordinators_of(uow, now, found.town, Notice(parts=parts))
