"""A ban: somebody who turned out not to belong is put out for good, on every app that they had."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Ban:
    """What is kept of it: nothing by which anybody could be found."""

    person_id: int
    """Whom it is about, as the pseudonym under which the audit log knows them; they may be gone."""
    by_id: int | None
    """The coordinator who did it; None: an operator."""
    banned_at: datetime
