"""An area of storage, as it registers itself: what fulfils its ports, and who is in the midst of something there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Select, SelectBase
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.retention import Retention
from alerts.work.port import Port
from storage.encryption.vault import Vault

P = TypeVar("P")

Make: TypeAlias = Callable[[AsyncSession, Vault], Any]
"""Makes a repository for one transaction."""
Engaged: TypeAlias = Callable[[datetime], Select[tuple[int]]]
"""The query of who did something since then that is still open: they are told of a time in which nobody heard them."""
PurgeOwn: TypeAlias = Callable[[AsyncSession, datetime, Retention], Awaitable[None]]
"""Removes what an area has kept long enough by now."""


@dataclass
class StorageArea:
    """What one area of storage registers. storage/areas.py lists them all."""

    name: str
    repositories: dict[Port[Any], Make] = field(default_factory=dict)
    engaged: list[Engaged] = field(default_factory=list)
    busy: list[ColumnElement[bool]] = field(default_factory=list)
    """Conditions on `person`: whom the purge leaves alone although they wrote nothing for long and have no role."""
    held: list[SelectBase] = field(default_factory=list)
    """Queries of subjects (ids) whose messages the purge leaves as they are."""
    purges: list[PurgeOwn] = field(default_factory=list)
    """Run every few hours, before strangers are removed."""

    def fulfils(self, port: Port[P], make: Callable[[AsyncSession, Vault], P]) -> None:
        """Register what fulfils this port; mypy refuses here what does not fit. Raises ValueError for a second one."""
        if port in self.repositories:
            raise ValueError(f"{port.name} is fulfilled already")
        self.repositories[port] = make
