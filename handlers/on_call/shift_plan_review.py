"""Shifts as they will be planned: nothing is, before a coordinator has seen it whole."""

from datetime import time

from alerts.notices import BLANK, Notice, Text, Value, text
from alerts.on_call.plan_taps import (
    DropShiftPlan,
    PlanShift,
    PlanShown,
    ShiftsRepeat,
)
from alerts.on_call.rota import LAST, RotaPattern, RotaPlan
from alerts.on_call.rota_days import span
from alerts.on_call.seat_access import may_plan_shifts
from alerts.on_call.shift import ShiftPlan
from alerts.on_call.shift_planning import plan_rota, plan_shift
from alerts.on_call.shift_words import name_of_person
from alerts.on_call.taps import (
    ShowShifts,
)
from alerts.work.refused import Refused
from handlers.core.inbound import InboundKind
from handlers.core.turn import Turn
from handlers.incidents.limits import pleads
from handlers.on_call import shift_list, shift_page
from handlers.on_call.shift_plan_questions import BY_WEEKS, ask, drop, missing
from handlers.on_call.steps import AskedAboutShift, AskedRotaEnd, ChoosingOverride, ReviewingShift, ShiftForm

WORDS = 3
"""Written instead of choosing, so few are a slip of the finger; more is something else that they write."""


async def begin(turn: Turn, _: PlanShift) -> None:
    """Ask for the first thing about new shifts."""
    await go_on(turn, ShiftForm())


async def go_on(turn: Turn, form: ShiftForm) -> None:
    """Ask what is not said yet, or show all of it."""
    field, form = missing(turn, form)
    if field is not None:
        await ask(turn, field, form)
    else:
        await _review(turn, form)


async def _review(turn: Turn, form: ShiftForm, *before: Text) -> None:
    await turn.enter(ReviewingShift(form=form))
    parts = [*before, text("on_call.review"), BLANK, _when(turn, form)]
    if form.repeat is not ShiftsRepeat.ONCE:
        parts.append(text("on_call.until", day=form.until) if form.until else text("on_call.no_end"))
    for position, person_id in enumerate(form.people, 1):
        kind = "primary" if position == 1 else "backup"
        if person_id:
            name = await name_of_person(turn.uow, person_id)
            parts.append(text(f"on_call.seat.waiting.{kind}", name=name))
        else:
            parts.append(text(f"on_call.seat.free.{kind}"))
    parts += [BLANK, text("on_call.told_who")]
    yes = (PlanShown().choice(text("choice.on_call.plan_it")),)
    anew = (PlanShift().choice(text("choice.on_call.anew")),)
    await turn.reply(Notice(parts=tuple(parts), internal=True).with_choices(yes, anew, drop()))


async def wait_for_choice(turn: Turn, step: ReviewingShift) -> bool:
    """Show it once more to who wrote a word instead of choosing; anything longer is something else."""
    if turn.inbound.kind is not InboundKind.TEXT or pleads(turn):
        return False
    if not may_plan_shifts(turn.person, step.form.towns):
        await turn.leave()
        await turn.acknowledge(text("refused.role"))
        return True
    if len(turn.inbound.text.split()) > WORDS:
        return False
    await _review(turn, step.form, text("on_call.choose_one"))
    return True


async def plan_it(turn: Turn, _: PlanShown) -> None:
    """Plan what was shown, and show the shift, or the list where several are made."""
    step = await turn.step(ReviewingShift)
    if step is None:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.leave()
    form = step.form
    if form.repeat is ShiftsRepeat.ONCE:
        once = _once(turn, form)
        shift = await plan_shift(turn.uow, turn.now, once, turn.person) if once is not None else None
        if shift is None:
            await turn.acknowledge(text("choose.stale"))
        elif isinstance(shift, Refused):
            await turn.acknowledge(shift)
        else:
            await shift_page.reply(turn, shift, text("on_call.planned"))
        return
    rota = await plan_rota(turn.uow, turn.now, _repeating(turn, form), turn.person)
    if isinstance(rota, Refused):
        await turn.acknowledge(rota)
    else:
        await turn.acknowledge(text("toast.on_call.planned"))
        await shift_list.show(turn, ShowShifts())


async def drop_plan(turn: Turn, _: DropShiftPlan) -> None:
    """Change nothing; also of a question whether to call a shift off, or who shall have a seat."""
    for kind in (AskedAboutShift, ReviewingShift, ChoosingOverride, AskedRotaEnd):
        if await turn.step(kind) is not None:
            await turn.leave()
    await turn.acknowledge(text("toast.on_call.dropped_plan"))


def _people(form: ShiftForm) -> tuple[int | None, ...]:
    return tuple(person_id or None for person_id in form.people)


def _once(turn: Turn, form: ShiftForm) -> ShiftPlan | None:
    if form.day is None:
        return None
    starts_at, ends_at = span(form.day, _time(form.starts), _time(form.ends), turn.network.zone)
    return ShiftPlan(town_ids=form.towns, starts_at=starts_at, ends_at=ends_at, people=_people(form))


def _repeating(turn: Turn, form: ShiftForm) -> RotaPlan:
    today = turn.now.astimezone(turn.network.zone).date()
    return RotaPlan(
        town_ids=form.towns,
        pattern=_pattern(form),
        starts=_time(form.starts),
        ends=_time(form.ends),
        people=_people(form),
        begins_on=form.day or today,
        ends_on=form.until,
    )


def _pattern(form: ShiftForm) -> RotaPattern:
    if form.repeat in BY_WEEKS:
        return RotaPattern(weekdays=form.weekdays, every=2 if form.repeat is ShiftsRepeat.FORTNIGHTLY else 1)
    if form.day is None:
        raise ValueError("a monthly shift needs its first day")
    nth = (form.day.day - 1) // 7 + 1
    return RotaPattern(weekdays=(form.day.weekday(),), nth=min(nth, LAST))


def _when(turn: Turn, form: ShiftForm) -> Text:
    towns: tuple[Value, ...] = tuple(town.name for town in turn.network.towns if town.id in form.towns)
    end = _time(form.ends)
    if form.repeat is ShiftsRepeat.ONCE and form.day is not None:
        begin, _ = span(form.day, _time(form.starts), end, turn.network.zone)
        return text("on_call.line", begin=begin, end=end, towns=towns)
    pattern = _pattern(form)
    days = tuple(text(f"on_call.weekday.{day}") for day in pattern.weekdays)
    given: dict[str, Value] = {"days": days, "begin": _time(form.starts), "end": end, "towns": towns}
    if pattern.nth is not None:
        return text("on_call.every.monthly", which=text(f"on_call.nth.{pattern.nth}"), **given)
    return text("on_call.every.fortnightly" if pattern.every > 1 else "on_call.every.weekly", **given)


def _time(minute: int | None) -> time:
    return time((minute or 0) // 60, (minute or 0) % 60)
