"""/shifts: who has the desk now, what comes in the next ten days, and where somebody is missing."""

from collections.abc import Sequence
from datetime import timedelta

from alerts.network.town import Town
from alerts.notices import BLANK, Choice, Notice, Text, text
from alerts.on_call.hotline_phone import phone_choice, where_phone_is
from alerts.on_call.plan_taps import (
    PlanShift,
)
from alerts.on_call.plan_text import plan_lines, what_is_missing
from alerts.on_call.ports import SHIFTS
from alerts.on_call.posting_taps import ChoosePlanGroup
from alerts.on_call.seat_access import may_sit
from alerts.on_call.shift_words import name_of_person, when_and_where, who_has_it
from alerts.on_call.taps import (
    SendShiftsFile,
    ShowOwnShifts,
    ShowPlanText,
    ShowShift,
    ShowShifts,
    ShowShiftShares,
    ShowShiftWishes,
    TakeDeskNow,
)
from alerts.people.person import COORDINATOR, DESK
from alerts.work.on_duty import ON_DUTY
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import Turn

AHEAD_SHOWN = timedelta(days=10)
PAGE = 5
"""Shifts in one message; more would not fit one of Signal's in two languages."""
TOWNS = 6
"""Towns of which it is said who has the desk now."""
LINES = 12
"""Shifts of a plan in one message."""


async def shifts(turn: Turn, _: str) -> None:
    """Answer /shifts."""
    await show(turn, ShowShifts())


async def show(turn: Turn, tap: ShowShifts) -> None:
    """Show who has the desk now, and a page of what comes."""
    mine = _desks(turn)
    found = await SHIFTS(turn.uow).between(turn.now, turn.now + AHEAD_SHOWN, [town.id for town in mine])
    coming = [one for one in found if may_sit(turn.person, one.town_ids)]
    page = coming[max(0, tap.start) :][:PAGE]
    parts: list[Text] = []
    if tap.start == 0:
        parts += [await _now(turn, town) for town in mine[:TOWNS]]
        parts += await where_phone_is(turn.uow)
        parts.append(BLANK)
    parts.append(text("on_call.head") if coming else text("on_call.none_yet"))
    for shift in page:
        parts += [when_and_where(turn.network, shift), await who_has_it(turn.uow, shift)]
    if tap.start == 0:
        parts += what_is_missing(turn.now, mine, coming, turn.now + AHEAD_SHOWN)
    rows: list[tuple[Choice, ...]] = [
        (ShowShift(one.id).choice(text("choice.on_call.at", at=one.starts_at)),) for one in page
    ]
    if len(coming) > tap.start + PAGE:
        rows.append((ShowShifts(tap.start + PAGE).choice(text("choice.on_call.more")),))
    if tap.start == 0:
        rows += _choices(turn, mine, planned=bool(coming))
        phone = await phone_choice(turn.uow, turn.person.id)
        rows += [phone] if phone else []
    await turn.reply(Notice(parts=tuple(parts), internal=True).with_choices(*rows))


async def show_own(turn: Turn, _: ShowOwnShifts) -> None:
    """Show which shifts are theirs, with the calendar file."""
    own = await SHIFTS(turn.uow).of_person(turn.person.id, turn.now)
    wishes = (ShowShiftWishes().choice(text("choice.on_call.wishes")),)
    if not own:
        await turn.reply(Notice.of("on_call.none_own").with_choices(wishes))
        return
    parts = [text("on_call.own"), *(when_and_where(turn.network, one) for one in own[:LINES])]
    if len(own) > LINES:
        parts.append(text("on_call.told.more", n=len(own) - LINES))
    rows = [(ShowShift(one.id).choice(text("choice.on_call.at", at=one.starts_at)),) for one in own[:PAGE]]
    rows += [(SendShiftsFile().choice(text("choice.on_call.file")),), wishes]
    await turn.reply(Notice(parts=tuple(parts)).with_choices(*rows))


async def show_plan(turn: Turn, tap: ShowPlanText) -> None:
    """Write the plan of a day or a week with what is missing, as text to forward: without taps, and not kept back."""
    mine = _desks(turn)
    until = turn.now + timedelta(days=max(1, min(tap.days, AHEAD_SHOWN.days)))
    whole = await plan_lines(turn.uow, turn.now, mine, until)
    for place in range(0, len(whole), 2 * LINES + 1):
        await turn.reply(Notice(parts=tuple(whole[place : place + 2 * LINES + 1])))


def _desks(turn: Turn) -> list[Town]:
    return [town for town in turn.network.towns if turn.person.has(DESK, town.id)]


async def _now(turn: Turn, town: Town) -> Text:
    on = await ON_DUTY(turn.uow).at(turn.now, town.id)
    if not on:
        return text("on_call.now.nobody", town=town.name)
    names = tuple([await name_of_person(turn.uow, seat.person_id) for seat in on])
    return text("on_call.now.who", town=town.name, names=names)


def _choices(turn: Turn, mine: Sequence[Town], *, planned: bool) -> list[tuple[Choice, ...]]:
    now = [TakeDeskNow(town.id).choice(text("choice.on_call.now_in", town=town.name)) for town in mine[:TOWNS]]
    if len(mine) == 1:
        now = [TakeDeskNow(mine[0].id).choice(text("choice.on_call.now"))]
    rows = list(in_pairs(now))
    rows.append((ShowOwnShifts().choice(text("choice.on_call.own")),))
    rows.append((ShowShiftShares().choice(text("choice.on_call.shares")),))
    if planned:
        plans = (ShowPlanText(days).choice(text(f"choice.on_call.plan.{days}")) for days in (1, 7))
        rows.append(tuple(plans))
    if any(grant.role in COORDINATOR for grant in turn.person.grants):
        rows.append((PlanShift().choice(text("choice.on_call.new")),))
        if planned:
            rows.append((ChoosePlanGroup().choice(text("choice.on_call.post")),))
    return rows
