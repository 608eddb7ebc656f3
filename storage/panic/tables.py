"""The table that says that everything was destroyed."""

from datetime import datetime

from sqlmodel import SQLModel

from storage.core.columns import core_table, key, moment


class DestroyedRow(SQLModel, table=True):
    """Everything was destroyed; a process that finds this destroys its keys and ends itself."""

    __tablename__ = "destroyed"
    id: int = key()
    at: datetime = moment(happened=True)


destroyed = core_table(DestroyedRow)
