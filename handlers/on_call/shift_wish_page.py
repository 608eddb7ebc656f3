"""What somebody at the desk would rather not be asked, or told; and the plan every evening."""

from alerts.notices import Choice, Notice, text
from alerts.on_call.evening_plan import has_evening_plan, turn_evening_plan
from alerts.on_call.ports import SHIFT_WISHES
from alerts.on_call.shift_wishes import ShiftWish
from alerts.on_call.taps import ShowShiftWishes, TurnEveningPlan, TurnShiftWish
from handlers.core.turn import Turn


async def show(turn: Turn, _: ShowShiftWishes) -> None:
    """Show their wishes, with a tap that turns each."""
    wishes = (await SHIFT_WISHES(turn.uow).of([turn.person.id]))[turn.person.id]
    evening = await has_evening_plan(turn.uow, turn.person)
    lines = [text(f"on_call.wish.{one}.{_yes(one in wishes)}") for one in ShiftWish]
    rows: list[tuple[Choice, ...]] = [
        (TurnShiftWish(one).choice(text(f"choice.on_call.wish.{one}.{_yes(one not in wishes)}")),) for one in ShiftWish
    ]
    rows.append((TurnEveningPlan().choice(text(f"choice.on_call.evening.{_yes(not evening)}")),))
    parts = (text("on_call.wishes"), *lines, text(f"on_call.evening.{_yes(evening)}"))
    await turn.reply(Notice(parts=parts).with_choices(*rows))


async def turn_wish(turn: Turn, tap: TurnShiftWish) -> None:
    """Make the wish, or end it, and show all of them."""
    wishes = (await SHIFT_WISHES(turn.uow).of([turn.person.id]))[turn.person.id]
    await SHIFT_WISHES(turn.uow).set(turn.person.id, tap.wish, has=tap.wish not in wishes)
    await show(turn, ShowShiftWishes())


async def turn_evening(turn: Turn, _: TurnEveningPlan) -> None:
    """Let them get the plan every evening, or no more, and show all of it."""
    await turn_evening_plan(turn.uow, turn.now, turn.person)
    await show(turn, ShowShiftWishes())


def _yes(is_so: bool) -> str:
    return "on" if is_so else "off"
