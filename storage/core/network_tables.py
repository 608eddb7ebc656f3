"""Tables of the network itself and its towns."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.core.columns import key, moment, plain, ref, sealed


class NetworkRow(SQLModel, table=True):
    """The one row about the network itself."""

    __tablename__ = "network"
    id: int = key()
    name: bytes = sealed(nullable=False)
    languages: str = plain("codes of languages")
    """Comma-separated codes; the first is the fallback."""
    zone: str = plain("a time zone")
    """IANA time zone of its people."""
    next_incident: int = plain("a count", default=1)
    """The next number that people will say to each other ("number 12")."""
    next_town: int = plain("a count", default=1)
    """The id of the next town: none is used twice, for old taps hold them."""
    towns_version: int = plain("a count", default=0)
    """Counts every change of towns, so that a running program notices one."""


class WatchedSettingRow(SQLModel, table=True):
    """A setting that the committee watches over: a time in thousandths of a second, or a number."""

    __tablename__ = "watched_setting"
    id: int = key()
    name: str = plain("the name of a setting", unique=True)
    value: int = plain("a time or a count", big=True)
    proposed: int | None = plain("a time or a count", default=None, big=True)
    changed_at: datetime | None = moment(nullable=True, happened=True)
    objected: bool = False
    before: int | None = plain("a time or a count", default=None, big=True)


class TownRow(SQLModel, table=True):
    """A town of the network."""

    __tablename__ = "town"
    id: int = key()
    name: bytes = sealed(nullable=False)
    name_index: bytes = Field(unique=True)
    point: bytes = sealed(nullable=False)
    also: bytes | None = sealed()
    """Other names by which people know it: those that it had, and those of towns that are a part of it now."""


class TownPairRow(SQLModel, table=True):
    """Two towns of which a coordinator said whether they are neighbors, whatever their distance."""

    __tablename__ = "town_pair"
    __table_args__ = (UniqueConstraint("town_id", "other_id"),)
    id: int = key()
    town_id: int = ref("town.id")
    """The one whose id is the smaller."""
    other_id: int = ref("town.id")
    adjoin: bool
