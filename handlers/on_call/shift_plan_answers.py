"""What a coordinator answers about shifts that are to be planned: by a tap, or in words."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from alerts.notices import text
from alerts.on_call.plan_taps import (
    ChooseRepeat,
    ChooseSeatFor,
    ChooseShiftDay,
    ChooseShiftTime,
    ChooseShiftTown,
    ChooseWeekday,
    EnoughChosen,
    ShowMoreSeatPeople,
    ShowMoreShiftDays,
)
from alerts.on_call.rota_taps import NO_END, ChooseRotaEnd
from alerts.on_call.seat_access import may_plan_shifts
from handlers.core.inbound import InboundKind
from handlers.core.turn import Turn
from handlers.incidents.limits import pleads
from handlers.incidents.out_there import is_out_there
from handlers.on_call.shift_plan_questions import EVERY_DAY, MOST_SEATS, ask, could_sit
from handlers.on_call.shift_plan_review import go_on
from handlers.on_call.steps import AskedAboutShift, ShiftField, ShiftForm
from locales.written_day import written_day
from locales.written_start import written_start

WORDS = 5
"""Words of a date or a time at most; more is something else that they write."""


async def choose_town(turn: Turn, tap: ChooseShiftTown) -> None:
    """Take the town, if it is one of theirs, and ask for more of them."""
    if not may_plan_shifts(turn.person, [tap.town]) or turn.network.town(tap.town) is None:
        await turn.acknowledge(text("refused.role"))
        return
    step = await _asked(turn, ShiftField.TOWNS)
    if step is not None:
        towns = tuple(dict.fromkeys((*step.form.towns, tap.town)))
        await ask(turn, ShiftField.TOWNS, replace(step.form, towns=towns))


async def choose_repeat(turn: Turn, tap: ChooseRepeat) -> None:
    """Take how often."""
    await _chosen(turn, ShiftField.REPEAT, repeat=tap.repeat)


async def choose_weekday(turn: Turn, tap: ChooseWeekday) -> None:
    """Take a day of the week and ask for more of them; every day is all of them."""
    step = await _asked(turn, ShiftField.WEEKDAYS)
    if step is None:
        return
    if tap.day == EVERY_DAY:
        await go_on(turn, _said(step, weekdays=tuple(range(EVERY_DAY))))
    elif tap.day in range(EVERY_DAY):
        weekdays = tuple(sorted({*step.form.weekdays, tap.day}))
        await ask(turn, ShiftField.WEEKDAYS, replace(step.form, weekdays=weekdays))


async def choose_day(turn: Turn, tap: ChooseShiftDay) -> None:
    """Take the day."""
    await _chosen(turn, ShiftField.DAY, day=date.fromordinal(max(1, tap.day)))


async def choose_until(turn: Turn, tap: ChooseRotaEnd) -> None:
    """Take on which day the last may begin, or that there is no end."""
    step = await _asked(turn, ShiftField.UNTIL)
    if step is not None:
        until = date.fromordinal(max(1, tap.day)) if tap.day != NO_END else None
        await go_on(turn, _said(step, until=until))


async def more_days(turn: Turn, tap: ShowMoreShiftDays) -> None:
    """Offer later days."""
    step = await _asked(turn, ShiftField.DAY)
    if step is not None:
        await ask(turn, ShiftField.DAY, step.form, start=tap.start)


async def choose_time(turn: Turn, tap: ChooseShiftTime) -> None:
    """Take when it begins, or ends."""
    step = await turn.step(AskedAboutShift)
    if step is None or step.field not in (ShiftField.STARTS, ShiftField.ENDS):
        await turn.acknowledge(text("choose.stale"))
    else:
        await _take_time(turn, step, tap.minute)


async def choose_person(turn: Turn, tap: ChooseSeatFor) -> None:
    """Give them the next seat, and ask for the one after it."""
    step = await _asked(turn, ShiftField.PEOPLE)
    if step is None:
        return
    could = {one.id for one in await could_sit(turn, step.form)}
    if tap.person and (tap.person not in could or tap.person in step.form.people):
        await ask(turn, ShiftField.PEOPLE, step.form)
    elif len(step.form.people) + 1 >= MOST_SEATS:
        await go_on(turn, _said(step, people=(*step.form.people, tap.person)))
    else:
        await ask(turn, ShiftField.PEOPLE, replace(step.form, people=(*step.form.people, tap.person)))


async def more_people(turn: Turn, tap: ShowMoreSeatPeople) -> None:
    """Offer more people."""
    step = await _asked(turn, ShiftField.PEOPLE)
    if step is not None:
        await ask(turn, ShiftField.PEOPLE, step.form, start=tap.start)


async def enough(turn: Turn, _: EnoughChosen) -> None:
    """Go on, as all towns, days or people are said."""
    step = await turn.step(AskedAboutShift)
    chosen = (
        {
            ShiftField.TOWNS: step.form.towns,
            ShiftField.WEEKDAYS: step.form.weekdays,
            ShiftField.PEOPLE: step.form.people,
        }
        if step is not None
        else {}
    )
    if step is None or not chosen.get(step.field):
        await turn.acknowledge(text("choose.stale"))
    else:
        await go_on(turn, _said(step))


async def written(turn: Turn, step: AskedAboutShift) -> bool:
    """Take a day or a time in words; False hands on what is something else."""
    if turn.inbound.kind is not InboundKind.TEXT or pleads(turn):
        return False
    if step.form.towns and not may_plan_shifts(turn.person, step.form.towns):
        # They lost the role while they were writing.
        await turn.leave()
        await turn.acknowledge(text("refused.role"))
        return True
    if is_out_there(turn):
        return False
    words = " ".join(turn.inbound.text.split())
    if len(words.split()) > WORDS:
        return False
    today = turn.now.astimezone(turn.network.zone).date()
    if step.field in (ShiftField.DAY, ShiftField.UNTIL):
        await _take_day(turn, step, written_day(words, today, turn.network.languages), today)
    elif step.field in (ShiftField.STARTS, ShiftField.ENDS):
        at = written_start(words, turn.network.zone, today)
        if at is None:
            await ask(turn, step.field, step.form, text("on_call.not_an_hour"))
        else:
            await _take_time(turn, step, _minute(at, turn))
    else:
        await ask(turn, step.field, step.form, text("on_call.choose_one"))
    return True


async def _take_day(turn: Turn, step: AskedAboutShift, day: date | None, today: date) -> None:
    """Take the day on which it begins, or on which the last does; ask anew where it is none, or too early."""
    ends = step.field is ShiftField.UNTIL
    if day is None or day < (max(today, step.form.day or today) if ends else today):
        await ask(turn, step.field, step.form, text("on_call.not_a_day", example=today.isoformat()))
    elif ends:
        await go_on(turn, _said(step, until=day))
    else:
        await go_on(turn, replace(step.form, day=day))


def _minute(at: datetime, turn: Turn) -> int:
    local = at.astimezone(turn.network.zone)
    return local.hour * 60 + local.minute


async def _take_time(turn: Turn, step: AskedAboutShift, minute: int) -> None:
    if step.field is ShiftField.STARTS:
        await go_on(turn, replace(step.form, starts=minute % (24 * 60)))
    else:
        await go_on(turn, replace(step.form, ends=minute % (24 * 60)))


def _said(step: AskedAboutShift, **value: Any) -> ShiftForm:
    return replace(step.form, said=(*step.form.said, step.field), **value)


async def _chosen(turn: Turn, field: ShiftField, **value: Any) -> None:
    step = await _asked(turn, field)
    if step is not None:
        await go_on(turn, replace(step.form, **value))


async def _asked(turn: Turn, field: ShiftField) -> AskedAboutShift | None:
    """Return the step if they are asked for this; None, and they hear it, where that is over."""
    step = await turn.step(AskedAboutShift)
    if step is not None and step.field is field:
        return step
    await turn.acknowledge(text("choose.stale"))
    return None
