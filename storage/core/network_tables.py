"""Tables of the network itself and its towns."""

from sqlmodel import Field, SQLModel

from storage.core.columns import key, plain, sealed


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


class TownRow(SQLModel, table=True):
    __tablename__ = "town"
    id: int = key()
    name: bytes = sealed(nullable=False)
    name_index: bytes = Field(unique=True)
    point: bytes = sealed(nullable=False)
