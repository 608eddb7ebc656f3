"""A coordinator moves a shift, calls it off, or gives a seat to somebody else and says why."""

from dataclasses import replace

from alerts.notices import Choice, Notice, text
from alerts.on_call import seat_overriding, shift_planning
from alerts.on_call.plan_taps import (
    AskToCallOff,
    CallOffShift,
    ChooseOverride,
    DropShiftPlan,
    EndRota,
    GiveReason,
    MoveShift,
    OverrideReason,
    OverrideSeat,
)
from alerts.on_call.ports import SHIFTS
from alerts.on_call.rota_taps import AskRotaEnd
from alerts.on_call.seat_access import may_plan_shifts, others_who_may_sit, shift_for
from alerts.on_call.shift_words import when_and_where
from alerts.people.naming import named
from alerts.people.pseudonym import pseudonym
from alerts.work.refused import Refused
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import Turn
from handlers.on_call import shift_page
from handlers.on_call.steps import ChoosingOverride

PAGE = 8
"""People in one message."""


async def ask_to_call_off(turn: Turn, tap: AskToCallOff) -> None:
    """Ask whether it is meant, and whether all that repeats."""
    shift = await shift_for(turn.uow, turn.now, turn.person, tap.shift, may_plan_shifts)
    if isinstance(shift, Refused):
        await turn.acknowledge(shift)
        return
    parts = (text("on_call.call_off_sure"), when_and_where(turn.network, shift))
    rows = [(CallOffShift(shift.id).choice(text("choice.on_call.call_off_one")),)]
    if shift.rota_id is not None:
        rows.append((AskRotaEnd(shift.id).choice(text("choice.on_call.stop")),))
        rows.append((EndRota(shift.id).choice(text("choice.on_call.call_off_all")),))
    rows.append((DropShiftPlan().choice(text("choice.no")),))
    await turn.reply(Notice(parts=parts).with_choices(*rows))


async def call_off(turn: Turn, tap: CallOffShift) -> None:
    """Call it off."""
    await turn.acknowledge(await shift_planning.call_off_shift(turn.uow, turn.now, tap.shift, turn.person))


async def end_series(turn: Turn, tap: EndRota) -> None:
    """Call it off, with all that follow it."""
    await turn.acknowledge(await shift_planning.end_rota(turn.uow, turn.now, tap.shift, turn.person))


async def move(turn: Turn, tap: MoveShift) -> None:
    """Let it begin and end later, or sooner, and show it."""
    moved = await shift_planning.move_shift(turn.uow, turn.now, tap.shift, tap.minutes, turn.person)
    if isinstance(moved, Refused):
        await turn.acknowledge(moved)
    else:
        await shift_page.reply(turn, moved, text("on_call.moved"))


async def choose_person(turn: Turn, tap: ChooseOverride) -> None:
    """Offer who could have the seat: who is a backup in this shift too."""
    shift = await shift_for(turn.uow, turn.now, turn.person, tap.shift, may_plan_shifts)
    if isinstance(shift, Refused):
        await turn.acknowledge(shift)
        return
    inside = [await turn.uow.people.get(one.person_id) for one in shift.seats if one.position != tap.position]
    could = [one for one in inside if one is not None] + await others_who_may_sit(turn.uow, shift)
    page = could[max(0, tap.start) :][:PAGE]
    if not page:
        await turn.acknowledge(text("on_call.nobody_else"))
        return
    await turn.enter(ChoosingOverride(shift=shift.id, position=tap.position))
    rows: list[tuple[Choice, ...]] = [
        (OverrideSeat(one.id).choice(text("choice.trust.open", name=named(one), code=pseudonym(one.id))),)
        for one in page
    ]
    if len(could) > tap.start + PAGE:
        more = ChooseOverride(shift.id, tap.position, tap.start + PAGE)
        rows.append((more.choice(text("choice.on_call.more")),))
    rows.append((DropShiftPlan().choice(text("choice.on_call.drop")),))
    parts = (text("on_call.who_instead", position=tap.position), when_and_where(turn.network, shift))
    await turn.reply(Notice(parts=parts, internal=True).with_choices(*rows))


async def ask_reason(turn: Turn, tap: OverrideSeat) -> None:
    """Ask why: both read it."""
    step = await turn.step(ChoosingOverride)
    if step is None:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.enter(replace(step, person=tap.person))
    reasons = [GiveReason(one).choice(text(f"choice.on_call.because.{one}")) for one in OverrideReason]
    drop = (DropShiftPlan().choice(text("choice.on_call.drop")),)
    await turn.reply(Notice.of("on_call.why_instead").with_choices(*in_pairs(reasons), drop))


async def hand_on_words(turn: Turn, step: ChoosingOverride) -> bool:
    """Take no word: who and why are chosen. Whoever has lost the role meanwhile hears so."""
    shift = await SHIFTS(turn.uow).get(step.shift)
    if shift is None or may_plan_shifts(turn.person, shift.town_ids):
        return False
    await turn.leave()
    await turn.acknowledge(text("refused.role"))
    return True


async def give_reason(turn: Turn, tap: GiveReason) -> None:
    """Give them the seat, and show the shift."""
    step = await turn.step(ChoosingOverride)
    if step is None or not step.person:
        await turn.acknowledge(text("choose.stale"))
        return
    await turn.leave()
    changed = await seat_overriding.override_seat(
        turn.uow, turn.now, step.shift, step.position, step.person, tap.reason, turn.person
    )
    if isinstance(changed, Refused):
        await turn.acknowledge(changed)
    else:
        await shift_page.reply(turn, changed, text("on_call.overridden"))
