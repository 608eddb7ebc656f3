"""The code that is said on the spot, and who writes it."""

from alerts.notices import Notice, text
from alerts.trainings import presence
from alerts.trainings.taps import MakeSpotCode
from alerts.trainings.training_times import CODE_FROM, OPEN_UNTIL
from alerts.trainings.training_words import what_and_when
from alerts.work.refused import Refused
from handlers.core.turn import Turn


async def make(turn: Turn, tap: MakeSpotCode) -> None:
    """Show a new code to who holds the training."""
    made = await presence.make_code(turn.uow, turn.now, tap.training, turn.person)
    if isinstance(made, Refused):
        await turn.acknowledge(made)
        return
    training, code = made
    counts = text("trainings.code_counts", begin=training.starts_at - CODE_FROM, end=training.starts_at + OPEN_UNTIL)
    command = text("command.here.name")
    parts = (text("trainings.code", code=code, command=command), what_and_when(turn.network, training), counts)
    await turn.reply(Notice(parts=parts))


async def here(turn: Turn, rest: str) -> None:
    """Answer /here with a code."""
    came = await presence.here(turn.uow, turn.now, rest, turn.person)
    if isinstance(came, Refused):
        await turn.reply(Notice(parts=(came.why,)))
    else:
        await turn.reply(Notice(parts=(text("trainings.here"), what_and_when(turn.network, came))))
