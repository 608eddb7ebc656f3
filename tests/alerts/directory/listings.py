"""Entries made up for the rules."""

from typing import Any

from alerts.directory.entry import Entry, Listing, ServiceKind, Viewers
from tests.alerts.samples import NOON


def entry(id_: int = 1, **changes: Any) -> Entry:
    """A legal aid office for every town, which everybody may see."""
    given: dict[str, Any] = {
        "kind": ServiceKind.LEGAL,
        "name": "Río Legal Center",
        "reach": "413-555-0177, www.rio.example",
        "purpose": "casos de asilo",
        "hours": "Mon to Fri",
        "languages": "español y k'iche'",
        "viewers": Viewers.EVERYBODY,
    }
    return Entry(id=id_, version=1, changed_at=NOON, listing=Listing(**(given | changes)))
