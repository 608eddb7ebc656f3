"""Tables of shifts, of who has a seat in them, and of what repeats."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.core.columns import Merging, core_table, key, moment, plain, ref


class RotaRow(SQLModel, table=True):
    """Shifts that repeat, in the network's local time."""

    __tablename__ = "rota"
    id: int = key()
    weekdays: str = plain("days of the week")
    """Digits; 0 is Monday."""
    every: int = plain("a number of weeks")
    nth: int | None = plain("which such day of a month", default=None)
    """None: it repeats by weeks."""
    starts: int = plain("a minute of the day")
    ends: int = plain("a minute of the day")
    wanted: int = plain("a count")
    begins_on: int = plain("a day, counted from the first of January of the year 1")
    ends_on: int | None = plain("a day, counted like begins_on", default=None)
    made_through: int = plain("a day, counted like begins_on")


class RotaTownRow(SQLModel, table=True):
    """A town whose desk a rota is for."""

    __tablename__ = "rota_town"
    __table_args__ = (UniqueConstraint("rota_id", "town_id"),)
    id: int = key()
    rota_id: int = ref("rota.id", index=False)
    town_id: int = ref("town.id")


class RotaSeatRow(SQLModel, table=True):
    """Somebody who has a seat in each shift that a rota makes."""

    __tablename__ = "rota_seat"
    __table_args__ = (UniqueConstraint("rota_id", "person_id"), UniqueConstraint("rota_id", "position"))
    id: int = key()
    rota_id: int = ref("rota.id", index=False)
    position: int = plain("a place in an order")
    person_id: int = ref("person.id", merging=Merging.RETURNS_WITH_ROLES)


class ShiftRow(SQLModel, table=True):
    """A shift, from one moment to another."""

    __tablename__ = "shift"
    id: int = key()
    starts_at: datetime = moment(index=True)
    ends_at: datetime = moment(index=True)
    rota_id: int | None = ref("rota.id", nullable=True, stays=True)
    """None: it was planned by itself, or its rota was ended."""
    wanted: int = plain("a count")
    gaps_told: int = plain("a count", default=0)


class ShiftTownRow(SQLModel, table=True):
    """A town whose desk a shift is for."""

    __tablename__ = "shift_town"
    __table_args__ = (UniqueConstraint("shift_id", "town_id"),)
    id: int = key()
    shift_id: int = ref("shift.id", index=False)
    town_id: int = ref("town.id")
    widened: bool = plain("yes or no", default=False)
    """It is none of those of which the shift was planned: whoever has it covers this one too."""


class ShiftWishRow(SQLModel, table=True):
    """What somebody at the desk would rather not be asked, or told."""

    __tablename__ = "shift_wish"
    __table_args__ = (UniqueConstraint("person_id", "wish"),)
    id: int = key()
    person_id: int = ref("person.id", index=False, merging=Merging.ONE_EACH)
    wish: str = plain("one of three")


class ShiftSeatRow(SQLModel, table=True):
    """Somebody who has a seat in a shift; after a swap, who has it now."""

    __tablename__ = "shift_seat"
    __table_args__ = (UniqueConstraint("shift_id", "person_id"), UniqueConstraint("shift_id", "position"))
    id: int = key()
    shift_id: int = ref("shift.id", index=False)
    position: int = plain("a place in an order")
    person_id: int = ref("person.id", merging=Merging.RETURNS_WITH_ROLES)
    confirmed_at: datetime | None = moment(nullable=True, happened=True)
    started_at: datetime | None = moment(nullable=True, happened=True)
    offered_at: datetime | None = moment(nullable=True, happened=True)


class HotlinePhoneRow(SQLModel, table=True):
    """Who holds the hotline's phone; one row at most."""

    __tablename__ = "hotline_phone"
    __table_args__ = (UniqueConstraint("person_id"),)
    id: int = key()
    person_id: int = ref("person.id", index=False, merging=Merging.ONE_EACH)
    since: datetime = moment(happened=True)


rota = core_table(RotaRow)
rota_town = core_table(RotaTownRow)
rota_seat = core_table(RotaSeatRow)
shift = core_table(ShiftRow)
shift_town = core_table(ShiftTownRow)
shift_seat = core_table(ShiftSeatRow)
shift_wish = core_table(ShiftWishRow)
hotline_phone = core_table(HotlinePhoneRow)
