"""Tables of towns' groups and channels."""

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.core.columns import key, plain, ref, sealed


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


class GroupMemberRow(SQLModel, table=True):
    """Whom the bot already let into a Signal group."""

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("group_id", "contact_id"),)
    id: int = key()
    group_id: int = ref("group_chat.id")
    contact_id: int = ref("contact.id")
    asked: bool = False
    """They asked to be let in, and stay while they have any role in the town."""
