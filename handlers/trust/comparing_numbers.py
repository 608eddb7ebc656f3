"""A coordinator compares somebody's new safety number by voice, and says so."""

from alerts.notices import text
from alerts.trust import safety_number_changes
from alerts.trust.taps import ConfirmNumber, ConfirmWithoutApp, ShowChangedNumber
from handlers.core.turn import Turn


async def show(turn: Turn, tap: ShowChangedNumber) -> None:
    """Show what is to be compared."""
    notice = await safety_number_changes.shown_change(turn.uow, tap.change)
    if notice is None:
        await turn.acknowledge(text("trust.number_gone"))
    else:
        await turn.reply(notice)


async def confirm(turn: Turn, tap: ConfirmNumber) -> None:
    """Keep that it was compared."""
    await turn.acknowledge(await safety_number_changes.confirm_number(turn.uow, turn.now, tap.change, turn.person))


async def confirm_without_app(turn: Turn, tap: ConfirmWithoutApp) -> None:
    """Give the roles back, as nothing is left to compare."""
    done = await safety_number_changes.confirm_without_app(turn.uow, turn.now, tap.person, turn.person)
    await turn.acknowledge(done)
