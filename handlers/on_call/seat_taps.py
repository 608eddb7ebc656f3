"""What somebody does with a seat by one tap: takes it, offers it, gives it up, confirms it, begins, hands over."""

from alerts.notices import text
from alerts.on_call import (
    confirming_seats,
    desk_handover,
    desk_scope,
    giving_up_seats,
    hotline_phone,
    seat_taking,
    shift_start,
)
from alerts.on_call.shift import Shift
from alerts.on_call.taps import (
    ConfirmSeat,
    GiveUpSeat,
    HandDeskOver,
    HoldHotlinePhone,
    KeepSeat,
    OfferSeat,
    SetDeskScope,
    StartSeat,
    TakeDeskNow,
    TakeOffered,
    TakeSeat,
)
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.on_call import shift_page


async def take(turn: Turn, tap: TakeSeat) -> None:
    """Give them a free seat, and show the shift."""
    await _show(turn, await seat_taking.take_seat(turn.uow, turn.now, tap.shift, turn.person), "on_call.taken")


async def take_offered(turn: Turn, tap: TakeOffered) -> None:
    """Give them the seat that somebody offers, and show the shift."""
    await _show(turn, await seat_taking.take_offered(turn.uow, turn.now, tap.seat, turn.person), "on_call.taken")


async def take_desk(turn: Turn, tap: TakeDeskNow) -> None:
    """Give them the desk at once, and show the shift."""
    await _show(turn, await seat_taking.take_desk_now(turn.uow, turn.now, tap.town, turn.person), "on_call.desk_yours")


async def set_scope(turn: Turn, tap: SetDeskScope) -> None:
    """Let it cover so much, and show the shift."""
    await _show(
        turn, await desk_scope.set_scope(turn.uow, turn.now, tap.shift, tap.scope, turn.person), "on_call.scope"
    )


async def offer(turn: Turn, tap: OfferSeat) -> None:
    """Offer their seat to the others."""
    await turn.acknowledge(await giving_up_seats.offer_seat(turn.uow, turn.now, tap.seat, turn.person))


async def keep(turn: Turn, tap: KeepSeat) -> None:
    """Offer it no more."""
    await turn.acknowledge(await giving_up_seats.keep_seat(turn.uow, turn.now, tap.seat, turn.person))


async def give_up(turn: Turn, tap: GiveUpSeat) -> None:
    """Make it free."""
    await turn.acknowledge(await giving_up_seats.give_up_seat(turn.uow, turn.now, tap.seat, turn.person))


async def confirm(turn: Turn, tap: ConfirmSeat) -> None:
    """Keep that they will be there."""
    await turn.acknowledge(await confirming_seats.confirm_seat(turn.uow, turn.now, tap.seat, turn.person))


async def start(turn: Turn, tap: StartSeat) -> None:
    """Keep that they are on."""
    await turn.acknowledge(await shift_start.start_seat(turn.uow, turn.now, tap.seat, turn.person))


async def hold_phone(turn: Turn, _: HoldHotlinePhone) -> None:
    """Keep that they have the hotline's phone."""
    await turn.acknowledge(await hotline_phone.hold_phone(turn.uow, turn.now, turn.person))


async def hand_over(turn: Turn, tap: HandDeskOver) -> None:
    """Hand the desk to who follows."""
    await turn.acknowledge(await desk_handover.hand_desk_over(turn.uow, turn.now, tap.seat, turn.person))


async def _show(turn: Turn, taken: Shift | Refused, key: str) -> None:
    if isinstance(taken, Refused):
        await turn.acknowledge(taken)
    else:
        await shift_page.reply(turn, taken, text(key))
