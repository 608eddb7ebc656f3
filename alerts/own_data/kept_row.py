"""One thing that is kept on a person, whatever table it lies in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

KeptValue: TypeAlias = str | int | float | datetime | None


@dataclass(frozen=True, kw_only=True)
class KeptRow:
    """A row that refers to the person, opened."""

    what: str
    """The reference by which it is theirs: "report.person_id"."""
    values: Mapping[str, KeptValue]
    """By column. `number`: the incident's, for what belongs to one. `n`: how many, where they are only counted."""
