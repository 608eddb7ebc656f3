"""The code that is said where a training is, and /here, by which whoever hears it is marked as there."""

from alerts.notices import Notice, text
from alerts.trainings import marking_attendance
from alerts.trainings.taps import MakeAttendanceCode
from alerts.trainings.training_times import CODE_FROM, OPEN_UNTIL
from alerts.trainings.training_words import what_and_when
from alerts.work.refused import Refused
from handlers.core.turn import Turn


async def make(turn: Turn, tap: MakeAttendanceCode) -> None:
    """Show a new code to who holds the training."""
    made = await marking_attendance.make_code(turn.uow, turn.now, tap.training, turn.person)
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
    came = await marking_attendance.attend_by_code(turn.uow, turn.now, rest, turn.person)
    if isinstance(came, Refused):
        await turn.reply(Notice(parts=(came.why,)))
    else:
        await turn.reply(Notice(parts=(text("trainings.here"), what_and_when(turn.network, came))))
