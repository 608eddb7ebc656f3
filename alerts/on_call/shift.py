"""A shift at the desk: from when to when, of which towns, and whose seats are in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST = timedelta(hours=25)
"""A shift lasts a day at most, which has 25 hours where clocks are put back."""


@dataclass(frozen=True, kw_only=True)
class ShiftSeat:
    """One person's seat in a shift. Whoever has it after a swap is who stands here. Moments are aware UTC."""

    id: int
    shift_id: int
    position: int
    """1 is the primary; backups follow."""
    person_id: int
    confirmed_at: datetime | None = None
    """They said that they will be there; None: not (yet)."""
    started_at: datetime | None = None
    """They said "I'm on"; None: not (yet)."""
    offered_at: datetime | None = None
    """They would rather have somebody else take it; None: it is theirs gladly."""


@dataclass(frozen=True, kw_only=True)
class ShiftPlan:
    """What is to be kept of a new shift. Moments are aware UTC."""

    town_ids: tuple[int, ...]
    starts_at: datetime
    ends_at: datetime
    people: tuple[int | None, ...]
    """Who has which seat (ids), the primary first; None: a seat that somebody is to take."""


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A shift as it is kept. Moments are aware UTC."""

    id: int
    town_ids: tuple[int, ...]
    starts_at: datetime
    ends_at: datetime
    """It ends before this moment, at which the next may begin."""
    wanted: int
    """How many seats it has."""
    seats: tuple[ShiftSeat, ...] = ()
    """Those that somebody has, the primary's first."""
    rota_id: int | None = None
    """The repeating plan that made it; None: it was planned by itself."""
    gaps_told: int = 0
    """How many free seats the coordinators know of."""
    widened: tuple[int, ...] = ()
    """Towns that it covers besides its own, as whoever has it said so."""

    @property
    def covers(self) -> tuple[int, ...]:
        """Every town whose desk it is now."""
        return (*self.town_ids, *self.widened)

    @property
    def free(self) -> tuple[int, ...]:
        """The positions that nobody has."""
        taken = {seat.position for seat in self.seats}
        return tuple(position for position in range(1, self.wanted + 1) if position not in taken)

    @property
    def primary(self) -> ShiftSeat | None:
        """Whose turn it is first: the lowest position that somebody has."""
        return self.seats[0] if self.seats else None

    def seat_of(self, person_id: int) -> ShiftSeat | None:
        """Return this person's seat; None where they have none."""
        return next((seat for seat in self.seats if seat.person_id == person_id), None)

    def is_on(self, now: datetime) -> bool:
        """Say whether it runs now."""
        return self.starts_at <= now < self.ends_at
