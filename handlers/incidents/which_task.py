"""What words of somebody on a task stand for, and which of several tasks they are about: asked back, not guessed."""

from alerts.incidents.incident import Reply, VerifierState
from alerts.incidents.outgoing_words import place_for_sent
from alerts.incidents.same_incident import same_place
from alerts.incidents.taps import AnswerAlert, Look
from alerts.incidents.tasks import Task
from alerts.notices import Notice, text
from alerts.places.phrase import phrase
from alerts.places.place import Place
from alerts.tap import Tap
from alerts.understanding.intent import Intent
from alerts.understanding.reading import Reading
from handlers.core.turn import Turn

LOOKS = {
    Intent.VERIFIER_GOING: VerifierState.GOING,
    Intent.VERIFIER_SEES: VerifierState.SEEN,
    Intent.VERIFIER_NOTHING: VerifierState.NOTHING,
    Intent.VERIFIER_NOT_ICE: VerifierState.NOTHING,
    Intent.VERIFIER_CANT: VerifierState.CANNOT,
}
"""The tap of somebody asked to look that an intent stands for."""
OBSERVED = frozenset({VerifierState.SEEN, VerifierState.NOTHING})
"""What somebody may say who is there, asked or not."""
REPLIES = {
    Intent.ON_MY_WAY: Reply.ON_MY_WAY,
    Intent.ON_SCENE: Reply.ON_THE_SCENE,
    Intent.CANT_GO: Reply.CANNOT,
}
"""The tap on an alert that an intent stands for."""
_ALIKE = {Intent.VERIFIER_GOING: Reply.ON_MY_WAY, Intent.VERIFIER_CANT: Reply.CANNOT}
"""What an answer to the question to look says to an alert."""


def may_be_elsewhere(task: Task, reading: Reading) -> bool:
    """Say whether they may speak of another place than that which they were sent to: they name one, or had several."""
    place = task.incident.place
    told = [Place(words=words) for words in reading.told.places]
    if not (place.words and told):
        return task.one_of_several
    return not any(same_place(one, there) for one in told for there in (place, *task.incident.ways))


def is_unclear(task: Task, reading: Reading) -> bool:
    """Say whether the words answer a question of which several are open, and do not say where."""
    meant = {one.incident.id for one in (task, *task.others) if _tap(one, reading) is not None}
    return task.incident.id in meant and len(meant) > 1 and may_be_elsewhere(task, reading)


async def ask(turn: Turn, task: Task, reading: Reading) -> None:
    """Ask which of them is meant: the answer is recorded for that one."""
    parts, rows, asked = [text("task.which_number")], [], set[int]()
    for one in (task, *task.others):
        tap = _tap(one, reading)
        if tap is not None and one.incident.id not in asked:
            asked.add(one.incident.id)
            place = phrase(place_for_sent(turn.uow, one.incident.place))
            parts.append(text("task.one", number=one.incident.number, place=place))
            rows.append((tap.choice(text("choice.task_number", number=one.incident.number)),))
    await turn.reply(Notice(parts=tuple(parts), choices=tuple(rows), subject_id=task.incident.id, internal=True))


def _tap(task: Task, reading: Reading) -> Tap | None:
    """Return the tap that the words stand for, were they about this task; None where they stand for none."""
    look = LOOKS.get(reading.intent)
    if task.verification is not None and look is not None and (reading.sure or look not in OBSERVED):
        eta = reading.eta_minutes if look is VerifierState.GOING else None
        return Look(look, task.verification.id, eta)
    reply = REPLIES.get(reading.intent) or _ALIKE.get(reading.intent)
    if task.verification is None and reply is not None:
        return AnswerAlert(reply, task.incident.id)
    return None
