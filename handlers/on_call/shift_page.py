"""One shift: who has it, and what whoever looks at it can do."""

from alerts.notices import Choice, Notice, Text, text
from alerts.on_call.plan_taps import (
    AskToCallOff,
    ChooseOverride,
    MoveShift,
)
from alerts.on_call.ports import SHIFTS
from alerts.on_call.seat_access import may_plan_shifts, may_sit, shift_for
from alerts.on_call.shift import Shift, ShiftSeat
from alerts.on_call.shift_words import name_of_person, when_and_where
from alerts.on_call.taps import (
    ConfirmSeat,
    DeskScope,
    GiveUpSeat,
    KeepSeat,
    OfferSeat,
    SetDeskScope,
    ShowShift,
    StartSeat,
    TakeOffered,
    TakeSeat,
)
from alerts.work.refused import Refused
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import Turn

MINUTES = (-60, 60)
"""By how much a tap moves a shift."""


async def show(turn: Turn, tap: ShowShift) -> None:
    """Show a shift to who works its desk."""
    shift = await shift_for(turn.uow, turn.now, turn.person, tap.shift, may_sit)
    if isinstance(shift, Refused):
        await turn.acknowledge(shift)
    else:
        await reply(turn, shift)


async def reply(turn: Turn, shift: Shift, *before: Text) -> None:
    """Answer with the page of a shift; `before` stands above it."""
    shift = await SHIFTS(turn.uow).get(shift.id) or shift
    parts = [*before, when_and_where(turn.network, shift)]
    parts += [await _line(turn, seat) for seat in shift.seats]
    parts += [text(f"on_call.seat.free.{_as(position)}") for position in shift.free]
    rows = [*_own_choices(turn, shift), *_others(turn, shift), *(await _plan_choices(turn, shift))]
    await turn.reply(Notice(parts=tuple(parts), internal=True).with_choices(*rows))


async def _line(turn: Turn, seat: ShiftSeat) -> Text:
    state = "waiting"
    if seat.started_at is not None:
        state = "on"
    elif seat.offered_at is not None:
        state = "offered"
    elif seat.confirmed_at is not None:
        state = "confirmed"
    name = await name_of_person(turn.uow, seat.person_id)
    return text(f"on_call.seat.{state}.{_as(seat.position)}", name=name)


def _as(position: int) -> str:
    return "primary" if position == 1 else "backup"


def _own_choices(turn: Turn, shift: Shift) -> list[tuple[Choice, ...]]:
    seat = shift.seat_of(turn.person.id)
    if seat is None:
        return []
    rows: list[tuple[Choice, ...]] = []
    if shift.is_on(turn.now) and seat.started_at is None:
        rows.append((StartSeat(seat.id).choice(text("choice.on_call.on")),))
    elif seat.confirmed_at is None and seat.started_at is None:
        rows.append((ConfirmSeat(seat.id).choice(text("choice.on_call.confirm")),))
    if seat.offered_at is None:
        rows.append((OfferSeat(seat.id).choice(text("choice.on_call.offer")),))
    else:
        rows.append((KeepSeat(seat.id).choice(text("choice.on_call.keep")),))
    rows.append((GiveUpSeat(seat.id).choice(text("choice.on_call.cannot")),))
    if shift.is_on(turn.now) and seat is shift.primary:
        rows.append(tuple(_scopes(shift)))
    return rows


def _scopes(shift: Shift) -> list[Choice]:
    """Return the taps that widen what it covers, or narrow it again."""
    offered = (DeskScope.OWN,) if shift.widened else (DeskScope.NEIGHBORS, DeskScope.ALL)
    return [SetDeskScope(shift.id, one).choice(text(f"choice.on_call.covers.{one}")) for one in offered]


def _others(turn: Turn, shift: Shift) -> list[tuple[Choice, ...]]:
    if not may_sit(turn.person, shift.town_ids):
        return []
    rows: list[tuple[Choice, ...]] = []
    if shift.free and shift.seat_of(turn.person.id) is None:
        rows.append((TakeSeat(shift.id).choice(text("choice.on_call.take")),))
    offered = [one for one in shift.seats if one.offered_at is not None and one.person_id != turn.person.id]
    rows += [(TakeOffered(one.id).choice(text(f"choice.on_call.take_offered.{_as(one.position)}")),) for one in offered]
    return rows


async def _plan_choices(turn: Turn, shift: Shift) -> list[tuple[Choice, ...]]:
    if not may_plan_shifts(turn.person, shift.town_ids):
        return []
    positions = range(1, max([shift.wanted, *(seat.position for seat in shift.seats)]) + 1)
    instead = [
        ChooseOverride(shift.id, position).choice(text("choice.on_call.instead", position=position))
        for position in positions
    ]
    rows = list(in_pairs(instead))
    if shift.starts_at > turn.now:
        moves = [MoveShift(shift.id, by).choice(text("choice.on_call.move", hours=f"{by // 60:+}")) for by in MINUTES]
        rows.append(tuple(moves))
    rows.append((AskToCallOff(shift.id).choice(text("choice.on_call.call_off")),))
    return rows
