"""What an area needs of storage, asked for by name and made when it is first used."""

from typing import Generic, Protocol, TypeVar

P = TypeVar("P")


class Repositories(Protocol):
    """One transaction, as a port sees it."""

    def repository(self, port: "Port[P]") -> P:
        """Return what fulfils this port in this transaction; made when it is first asked for."""
        ...


class Port(Generic[P]):
    """A named place in the unit of work: `GROUPS(uow)` is the repository of groups in that transaction.

    storage/areas.py says what fulfils each; mypy refuses a repository there that does not fit its port.
    """

    def __init__(self, name: str) -> None:
        """Make a port. `name`: for errors; no other port has it."""
        self.name = name

    def __call__(self, uow: Repositories) -> P:
        """Return this port's repository in this transaction."""
        return uow.repository(self)
