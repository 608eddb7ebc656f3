"""One person's seat in a training, or their turn in the queue for one."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Seat:
    """Somebody who signed up, or came without. Moments are aware UTC."""

    id: int
    training_id: int
    person_id: int
    signed_up_at: datetime
    placed_at: datetime | None = None
    """Since when they have a place; None: they wait for one."""
    attended_at: datetime | None = None
    """The training they attended, at the moment it began (or that they were marked before it); None: not (yet)."""
    by_code: bool = False
    """They wrote the code that was said on the spot; else somebody marked them."""
