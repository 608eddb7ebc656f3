"""What somebody sends who was asked to look, or told of an alert: it belongs to that incident."""

from dataclasses import replace
from datetime import timedelta

from alerts.incidents import responding, tasks, verifier_texts, verifying
from alerts.incidents.alert_texts import ANSWERS
from alerts.incidents.incident import Reply, VerifierState
from alerts.incidents.outgoing_words import masked
from alerts.incidents.same_incident import same_place
from alerts.incidents.taps import AnswerAlert, Look
from alerts.incidents.tasks import Task
from alerts.notices import Choice, Notice, text
from alerts.places.place import Place
from alerts.understanding.intent import Intent
from alerts.understanding.reading import Reading
from handlers.core.turn import Turn
from handlers.incidents import which_task
from handlers.incidents.understood import for_desk, media
from handlers.incidents.which_task import LOOKS, OBSERVED, REPLIES, may_be_elsewhere

TROUBLE = frozenset(
    {Intent.RESPONDER_IN_TROUBLE, Intent.PLEA, Intent.CAME_FOR_ME, Intent.SOMEBODY_TAKEN, Intent.FEAR_NO_INFORMATION}
)
"""Of somebody who was sent, the cry for help is about themselves: the desk must know who and where."""
_FEW = 3
"""Words; so short an answer says no more than its tap."""


def is_elsewhere(task: Task, reading: Reading) -> bool:
    """Say whether they report agents at another place than the one they were sent to."""
    if reading.intent is not Intent.SIGHTING or not (reading.places or reading.point):
        return False
    place = Place(words=reading.places[-1] if reading.places else "", point=reading.point)
    return bool(reading.places) and not same_place(place, task.incident.place)


def sees_it_there(task: Task, reading: Reading) -> bool:
    """Say whether they plainly see what they were sent to, whatever became of it."""
    return reading.sure and reading.intent is Intent.VERIFIER_SEES and not may_be_elsewhere(task, reading)


async def words(turn: Turn, task: Task, reading: Reading) -> None:
    """Take what they write for the tap that it stands for, and say so; else pass it on as theirs."""
    said = await _for_desk(turn)
    if reading.intent in TROUBLE:
        await tasks.in_trouble(turn.uow, turn.now, task, turn.person, said)
        await turn.reply(Notice.of("task.trouble", number=task.incident.number))
        return
    if which_task.is_unclear(task, reading):
        if len(said.split()) > _FEW:
            await tasks.pass_on(turn.uow, turn.now, task, turn.person, said)
        await which_task.ask(turn, task, reading)
        return
    done = await _as_tap(turn, task, reading)
    if not done or len(said.split()) > _FEW:
        await tasks.pass_on(turn.uow, turn.now, task, turn.person, said)
    if not done and LOOKS.get(reading.intent) in OBSERVED:
        await thumb(turn, task)
    elif not done:
        await turn.reply(Notice.of("task.passed_on", number=task.incident.number))


async def _for_desk(turn: Turn) -> str:
    """Return their words as the desk may see them; where something was taken out, say so to who wrote it."""
    said, taken = for_desk(turn, turn.inbound.text.strip())
    if taken:
        await turn.reply(Notice(parts=masked(taken)))
    return said


async def _as_tap(turn: Turn, task: Task, reading: Reading) -> bool:
    """Carry out the tap that the words stand for; False where they stand for none."""
    look, reply = LOOKS.get(reading.intent), _reply(task, reading)
    verification = task.verification
    if look in OBSERVED and (not reading.sure or may_be_elsewhere(task, reading)):
        # What is there counts as an observer's word: it is taken from plain words about that place, or asked.
        return False
    if verification is None and look in OBSERVED:
        # Who got the alert and is there says what is there as one who was asked to look.
        verification = await verifying.look_of(turn.uow, turn.now, task.incident, turn.person)
    if look is not None and verification is not None:
        eta = reading.eta_minutes if look is VerifierState.GOING else None
        result = await verifying.answer(turn.uow, turn.now, task.incident, turn.person, look, eta)
        meant = text("choice.on_the_way") if look is VerifierState.GOING else text(f"choice.{look}")
        others = _other_looks(verification.id, look)
    elif reply is not None:
        minutes = reading.later_minutes if reply is Reply.LATER else reading.eta_minutes
        at = turn.now + timedelta(minutes=minutes) if minutes is not None else None
        result = await responding.answer_and_offer(turn.uow, turn.now, task.incident, turn.person, reply, arrives_at=at)
        meant = text(f"choice.{reply}")
        others = _other_answers(reply)
    else:
        return False
    understood = text("task.understood", number=task.incident.number, meant=meant)
    first, *rest = result
    corrected = replace(first, parts=(understood, *first.parts), choices=others, subject_id=task.incident.id)
    await turn.reply(corrected, *rest)
    return True


def _reply(task: Task, reading: Reading) -> Reply | None:
    """Return the answer to an alert that the words stand for; who names hours can't now, and can then."""
    reply = REPLIES.get(reading.intent)
    later = reading.later_minutes is not None and reply in (Reply.CANNOT, Reply.ON_MY_WAY)
    return Reply.LATER if later and task.verification is None else reply


def _other_looks(verification: int, meant: VerifierState) -> tuple[tuple[Choice, ...], ...]:
    offered = {
        VerifierState.GOING: Look(VerifierState.GOING, verification, verifier_texts.ETAS[-1]),
        VerifierState.SEEN: Look(VerifierState.SEEN, verification),
        VerifierState.NOTHING: Look(VerifierState.NOTHING, verification),
        VerifierState.CANNOT: Look(VerifierState.CANNOT, verification),
    }
    labels = {VerifierState.GOING: text("choice.going", minutes=verifier_texts.ETAS[-1])}
    rest = [
        tap.choice(labels.get(state, text(f"choice.{state}"))) for state, tap in offered.items() if state is not meant
    ]
    return tuple((choice,) for choice in rest)


def _other_answers(meant: Reply) -> tuple[tuple[Choice, ...], ...]:
    said = AnswerAlert(meant).action
    return tuple((choice,) for row in ANSWERS for choice in row if choice.action != said)


async def piece(turn: Turn, task: Task) -> None:
    """Pass a photo, a video, a voice note or a location on to that incident's desk."""
    point = turn.inbound.point
    if point is not None:
        await tasks.pass_point_on(turn.uow, turn.now, task, turn.person, Place(point=point).link)
    words, follows = await _for_desk(turn), turn.inbound.follows
    await tasks.pass_on(turn.uow, turn.now, task, turn.person, words, media(turn), follows=follows)
    await turn.reply(Notice.of("task.passed_on", number=task.incident.number))


async def thumb(turn: Turn, task: Task) -> None:
    """Ask what a thumb means, or words that are not plain."""
    if task.verification is not None:
        rows = _other_looks(task.verification.id, VerifierState.ASKED)
    else:
        rows = tuple((choice,) for row in ANSWERS for choice in row)
    ask = Notice.of("task.which", number=task.incident.number).with_choices(*rows)
    await turn.reply(replace(ask, subject_id=task.incident.id))
