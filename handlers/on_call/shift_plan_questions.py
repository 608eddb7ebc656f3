"""The questions by which a coordinator plans shifts, one at a time."""

from dataclasses import replace
from datetime import time, timedelta

from alerts.network.coordinated_towns import coordinated_towns
from alerts.notices import Choice, Notice, Text, text
from alerts.on_call.plan_taps import (
    ChooseRepeat,
    ChooseSeatFor,
    ChooseShiftDay,
    ChooseShiftTime,
    ChooseShiftTown,
    ChooseWeekday,
    DropShiftPlan,
    EnoughChosen,
    ShiftsRepeat,
    ShowMoreSeatPeople,
    ShowMoreShiftDays,
)
from alerts.on_call.rota_taps import NO_END, ChooseRotaEnd
from alerts.on_call.seat_access import may_sit
from alerts.people.naming import named
from alerts.people.person import DESK, Person
from alerts.people.pseudonym import pseudonym
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import Turn
from handlers.on_call.steps import AskedAboutShift, ShiftField, ShiftForm

DAYS = 8
"""Days offered in one message."""
DAYS_AHEAD = 56
TIMES = tuple(time(hour) for hour in (0, 5, 6, 7, 8, 12, 14, 17, 18, 19, 20, 22))
"""Times of the day at which shifts usually begin and end; any other is written."""
EVERY_DAY = 7
"""Stands beside the days of the week for all of them."""
PEOPLE = 8
"""People offered in one message."""
MOST_SEATS = 6
END_WEEKS = (4, 13, 26)
"""So many weeks from now shifts that repeat may end, as it is offered; any other day is written."""
BY_WEEKS = (ShiftsRepeat.WEEKLY, ShiftsRepeat.FORTNIGHTLY)


async def ask(turn: Turn, field: ShiftField, form: ShiftForm, *before: Text, start: int = 0) -> None:
    """Ask for this field. `before` stands above the question; `start`: the first day or person that is offered."""
    await turn.enter(AskedAboutShift(field=field, form=form))
    choices, more = await _choices(turn, field, form, start)
    rows = list(in_pairs(choices))
    if more is not None:
        rows.append((more,))
    if _some_chosen(field, form):
        rows.append((EnoughChosen().choice(text("choice.on_call.enough")),))
    question = Notice(parts=(*before, *_so_far(turn, field, form), text(f"on_call.field.{field}")), internal=True)
    await turn.reply(question.with_choices(*rows, drop()))


def missing(turn: Turn, form: ShiftForm) -> tuple[ShiftField | None, ShiftForm]:
    """Return what is to be asked next, None for nothing; and the form with what needs no question."""
    mine = coordinated_towns(turn.network, turn.person)
    if len(mine) == 1 and not form.towns:
        form = replace(form, towns=(mine[0].id,), said=(*form.said, ShiftField.TOWNS))
    needed = {
        ShiftField.TOWNS: ShiftField.TOWNS not in form.said,
        ShiftField.REPEAT: form.repeat is None,
        ShiftField.WEEKDAYS: form.repeat in BY_WEEKS and ShiftField.WEEKDAYS not in form.said,
        ShiftField.DAY: form.repeat not in BY_WEEKS and form.day is None,
        ShiftField.STARTS: form.starts is None,
        ShiftField.ENDS: form.ends is None,
        ShiftField.UNTIL: form.repeat is not ShiftsRepeat.ONCE and ShiftField.UNTIL not in form.said,
        ShiftField.PEOPLE: ShiftField.PEOPLE not in form.said,
    }
    return next((field for field, needs in needed.items() if needs), None), form


def drop() -> tuple[Choice, ...]:
    """Return the choice that plans nothing."""
    return (DropShiftPlan().choice(text("choice.on_call.drop")),)


async def could_sit(turn: Turn, form: ShiftForm) -> list[Person]:
    """Return who works the desk of each of these towns, the oldest first."""
    there = await turn.uow.people.with_role(DESK, form.towns[0]) if form.towns else []
    return [one for one in there if may_sit(one, form.towns)]


def _some_chosen(field: ShiftField, form: ShiftForm) -> bool:
    several = {ShiftField.TOWNS: form.towns, ShiftField.WEEKDAYS: form.weekdays, ShiftField.PEOPLE: form.people}
    return bool(several.get(field))


def _so_far(turn: Turn, field: ShiftField, form: ShiftForm) -> list[Text]:
    """Return what was chosen already, where several may be."""
    if field is ShiftField.TOWNS and form.towns:
        names = tuple(town.name for town in turn.network.towns if town.id in form.towns)
        return [text("on_call.so_far", chosen=names)]
    if field is ShiftField.WEEKDAYS and form.weekdays:
        return [text("on_call.so_far", chosen=tuple(text(f"on_call.weekday.{day}") for day in form.weekdays))]
    if field is ShiftField.PEOPLE and form.people:
        return [text("on_call.so_far_seats", count=len(form.people))]
    return []


async def _choices(turn: Turn, field: ShiftField, form: ShiftForm, start: int) -> tuple[list[Choice], Choice | None]:
    match field:
        case ShiftField.TOWNS:
            mine = [one for one in coordinated_towns(turn.network, turn.person) if one.id not in form.towns]
            return [ChooseShiftTown(one.id).choice(text("choice.name", name=one.name)) for one in mine], None
        case ShiftField.REPEAT:
            return [ChooseRepeat(one).choice(text(f"choice.on_call.often.{one}")) for one in ShiftsRepeat], None
        case ShiftField.WEEKDAYS:
            left = [day for day in range(EVERY_DAY) if day not in form.weekdays]
            offered = left if form.weekdays else [*left, EVERY_DAY]
            return [ChooseWeekday(day).choice(text(f"choice.on_call.weekday.{day}")) for day in offered], None
        case ShiftField.DAY:
            return _days(turn, start)
        case ShiftField.STARTS | ShiftField.ENDS:
            times = (at for at in TIMES if field is ShiftField.STARTS or at.hour * 60 != form.starts)
            return [
                ChooseShiftTime(at.hour * 60 + at.minute).choice(text("choice.on_call.time", at=at)) for at in times
            ], None
        case ShiftField.UNTIL:
            return _ends(turn), None
        case ShiftField.PEOPLE:
            return await _people(turn, form, start)


def _days(turn: Turn, start: int) -> tuple[list[Choice], Choice | None]:
    today = turn.now.astimezone(turn.network.zone).date()
    days = (today + timedelta(days=start + one) for one in range(DAYS))
    offered = [ChooseShiftDay(one.toordinal()).choice(text("choice.on_call.day", day=one)) for one in days]
    more = ShowMoreShiftDays(start + DAYS).choice(text("choice.on_call.later"))
    return offered, more if start + DAYS < DAYS_AHEAD else None


def _ends(turn: Turn) -> list[Choice]:
    today = turn.now.astimezone(turn.network.zone).date()
    days = (today + timedelta(weeks=weeks) for weeks in END_WEEKS)
    offered = [ChooseRotaEnd(day.toordinal()).choice(text("choice.on_call.day", day=day)) for day in days]
    return [ChooseRotaEnd(NO_END).choice(text("choice.on_call.no_end")), *offered]


async def _people(turn: Turn, form: ShiftForm, start: int) -> tuple[list[Choice], Choice | None]:
    if len(form.people) >= MOST_SEATS:
        return [], None
    could = [one for one in await could_sit(turn, form) if one.id not in form.people]
    offered = [
        ChooseSeatFor(one.id).choice(text("choice.trust.open", name=named(one), code=pseudonym(one.id)))
        for one in could[start:][:PEOPLE]
    ]
    offered.append(ChooseSeatFor(0).choice(text("choice.on_call.leave_free")))
    more = ShowMoreSeatPeople(start + PEOPLE).choice(text("choice.on_call.more"))
    return offered, more if len(could) > start + PEOPLE else None
