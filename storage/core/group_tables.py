"""Tables of towns' groups and channels."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.core.columns import key, moment, plain, ref, sealed


class GroupRow(SQLModel, table=True):
    """A town's group or channel on one line."""

    __tablename__ = "group_chat"
    __table_args__ = (UniqueConstraint("line_id", "address_index"),)
    id: int = key()
    line_id: int = ref("line.id")
    town_id: int | None = ref("town.id", nullable=True)
    """None: the bot was added and a coordinator has not said yet for which town."""
    former_town_id: int | None = ref("town.id", nullable=True, index=False, stays=True)
    """Whose it was before somebody put us back in; None once a coordinator said whose it is."""
    address: bytes = sealed(nullable=False)
    address_index: bytes
    title: bytes | None = sealed()
    active: bool = True
    reader: str = plain("one of two", default="community")
    timer_at: datetime | None = moment(nullable=True, happened=True)
    """Signal: when messages in this group were made to vanish by themselves; None: not yet."""


class GroupMemberRow(SQLModel, table=True):
    """Whom the bot let into a Signal group, or gave a link to a Telegram group of responders."""

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("group_id", "contact_id"),)
    id: int = key()
    group_id: int = ref("group_chat.id")
    contact_id: int = ref("contact.id")
    asked: bool = False
    """They asked to be let in, and stay while they have any role in the town; on Telegram everybody does."""
    joined: bool = True
    """False: they got a link (Telegram) and did not follow it, or left again."""
    link_wanted: bool = False
    """They asked for another link."""


class GroupAccountRow(SQLModel, table=True):
    """An account before or in a Telegram group of responders that has no place there, as far as the bot knows."""

    __tablename__ = "group_account"
    __table_args__ = (UniqueConstraint("group_id", "address_index"),)
    id: int = key()
    group_id: int = ref("group_chat.id")
    contact_id: int | None = ref("contact.id", nullable=True)
    """Whose it is; None: nobody whom we know."""
    address_index: bytes
    address: bytes | None = sealed()
    """Only while something is to be done with it."""
    standing: str = plain("one of six")
    since: datetime = moment(happened=True)
    counted: bool = False
    """Refused, and the coordinators heard of it in a count."""
