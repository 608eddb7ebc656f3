"""Signing up for a training by one tap, and giving the place back by another."""

from alerts.notices import text
from alerts.trainings import signing_up
from alerts.trainings.taps import GiveBack, SignUp
from alerts.trainings.training_times import TRAINING_KEPT
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.trainings import training_page


async def join(turn: Turn, tap: SignUp) -> None:
    """Sign them up, and show where it is, or how many wait before them."""
    signed_up = await signing_up.sign_up(turn.uow, turn.now, tap.training, turn.person)
    if isinstance(signed_up, Refused):
        await turn.acknowledge(signed_up)
        return
    training, seat = signed_up
    said = "trainings.signed_up" if seat.placed_at is not None else "trainings.queued"
    days = (await turn.uow.retention()).of(TRAINING_KEPT).days
    await training_page.reply(turn, training, text(said), text("trainings.kept", n=days))


async def give_back(turn: Turn, tap: GiveBack) -> None:
    """Take them off the list."""
    await turn.acknowledge(await signing_up.give_back(turn.uow, turn.now, tap.training, turn.person))
