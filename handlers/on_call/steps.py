"""Steps of planning shifts, and of giving a seat to somebody else."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from alerts.on_call.plan_taps import ShiftsRepeat
from alerts.people.person import COORDINATOR
from handlers.core.step import Step

PLAN_ANSWERED_WITHIN = timedelta(minutes=15)
"""After so long a question is no longer waited for: what somebody writes then is a report (our choice)."""


class ShiftField(StrEnum):
    """What a coordinator says of shifts, in the order in which it is asked. Each has a text: on_call.field.NAME."""

    TOWNS = "towns"
    """Of which towns, where they coordinate several."""
    REPEAT = "repeat"
    """How often."""
    WEEKDAYS = "weekdays"
    """On which days of the week, where they repeat by weeks."""
    DAY = "day"
    """On which day; of a monthly one, such as which."""
    STARTS = "starts"
    """When it begins."""
    ENDS = "ends"
    """When it ends."""
    UNTIL = "until"
    """On which day the last of those that repeat may begin."""
    PEOPLE = "people"
    """Who has a seat, the primary first."""


@dataclass(frozen=True, kw_only=True)
class ShiftForm:
    """What a coordinator has said of shifts so far."""

    towns: tuple[int, ...] = ()
    repeat: ShiftsRepeat | None = None
    weekdays: tuple[int, ...] = ()
    day: date | None = None
    starts: int | None = None
    """A minute of the day."""
    ends: int | None = None
    until: date | None = None
    """None: until somebody ends it."""
    people: tuple[int, ...] = ()
    """Ids; 0: a free seat."""
    said: tuple[ShiftField, ...] = ()
    """Of what may be several: what all of it was said of."""


@dataclass(frozen=True, kw_only=True)
class AskedAboutShift(Step):
    """A coordinator was asked something of shifts that are to be planned."""

    name: ClassVar = "on_call.ask"
    roles: ClassVar = COORDINATOR
    lasts: ClassVar = PLAN_ANSWERED_WITHIN
    takes_numbers: ClassVar = True
    field: ShiftField
    form: ShiftForm


@dataclass(frozen=True, kw_only=True)
class ReviewingShift(Step):
    """A coordinator was shown shifts as they are to be planned."""

    name: ClassVar = "on_call.review"
    roles: ClassVar = COORDINATOR
    lasts: ClassVar = PLAN_ANSWERED_WITHIN
    form: ShiftForm


@dataclass(frozen=True, kw_only=True)
class AskedRotaEnd(Step):
    """A coordinator was asked on which day the last of the shifts that repeat begins."""

    name: ClassVar = "on_call.stop"
    roles: ClassVar = COORDINATOR
    lasts: ClassVar = PLAN_ANSWERED_WITHIN
    takes_numbers: ClassVar = True
    shift: int


@dataclass(frozen=True, kw_only=True)
class ChoosingOverride(Step):
    """A coordinator was asked who shall have a seat, and then why."""

    name: ClassVar = "on_call.override"
    roles: ClassVar = COORDINATOR
    lasts: ClassVar = PLAN_ANSWERED_WITHIN
    shift: int
    position: int
    person: int = 0
    """0: not said yet."""
