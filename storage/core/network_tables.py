"""Tables of the network itself and its towns."""

from sqlmodel import Field, SQLModel

from storage.core.columns import key, sealed


class NetworkRow(SQLModel, table=True):
    """The one row about the network itself."""

    __tablename__ = "network"
    id: int = key()
    name: bytes = sealed(nullable=False)
    languages: str
    """Comma-separated codes; the first is the fallback."""
    zone: str
    """IANA time zone of its people."""
    next_incident: int = 1
    """The next number that people will say to each other ("number 12")."""


class TownRow(SQLModel, table=True):
    __tablename__ = "town"
    id: int = key()
    name: bytes = sealed(nullable=False)
    name_index: bytes = Field(unique=True)
    point: bytes = sealed(nullable=False)
