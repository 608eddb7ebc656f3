"""The table of bans."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.core.columns import core_table, key, moment, pseudonym


class BanRow(SQLModel, table=True):
    """An address of somebody who was put out for good: only its keyed hash, so that it is known again."""

    __tablename__ = "ban"
    id: int = key()
    person_id: int | None = pseudonym()
    by_id: int | None = pseudonym()
    """None: an operator."""
    banned_at: datetime = moment(happened=True)
    address_index: bytes = Field(unique=True)
    """Of whatever line and platform: an address is nobody else's on another one."""


ban = core_table(BanRow)
