"""What somebody was sent to do, or was told of, and what they send meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from alerts.incidents import desk, timings
from alerts.incidents.after_end import may_reopen
from alerts.incidents.asked_towns import is_asked_now
from alerts.incidents.incident import Incident, Reply, State, Verification, VerifierState
from alerts.incidents.merged_into import survivor
from alerts.incidents.ports import ANSWERS, INCIDENTS, VERIFICATIONS
from alerts.incidents.task_media import pass_media_on
from alerts.notices import Media, Notice, Quote, text
from alerts.people.person import Person, Role
from alerts.understanding.situation import Situation
from alerts.work.unit_of_work import UnitOfWork

WORDS = 300
"""Characters of what they write, as the desk is shown them; the card has no room for more."""
_LOOKING = {
    VerifierState.ASKED: Situation.VERIFIER_ASKED,
    VerifierState.GOING: Situation.VERIFIER_GOING,
    VerifierState.SEEN: Situation.RESPONDER_ON_SCENE,
    VerifierState.NOTHING: Situation.VERIFIER_GOING,
    VerifierState.STANDING_BY: Situation.VERIFIER_ASKED,
    VerifierState.RELEASED: Situation.VERIFIER_ASKED,
}
"""How a verifier stands; who can't is on no task."""
_ANSWERED = {Reply.ON_MY_WAY: Situation.RESPONDER_ON_WAY, Reply.ON_THE_SCENE: Situation.RESPONDER_ON_SCENE}
_URGENCY = {
    Situation.RESPONDER_ON_SCENE: 0,
    Situation.VERIFIER_GOING: 1,
    Situation.RESPONDER_ON_WAY: 2,
    Situation.VERIFIER_ASKED: 3,
    Situation.RESPONDER_ALERTED: 3,
}
"""Of several tasks, which one words are about: the lowest, and of those alike the newest."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """An open incident that somebody was asked to look at, or was told of as a responder."""

    incident: Incident
    situation: Situation
    verification: Verification | None = None
    """None for who answers an alert."""
    since: datetime
    """When they were asked or told last, or answered."""
    others: tuple["Task", ...] = ()
    """What their words may be about as well: then they are asked which it is, not guessed at."""

    @property
    def one_of_several(self) -> bool:
        """Whether they may as well mean another incident."""
        return bool(self.others)

    @property
    def urgency(self) -> int:
        """Say how likely words are about it, the likeliest lowest; who found nothing has done what was asked."""
        done = self.verification is not None and self.verification.state is VerifierState.NOTHING
        return _URGENCY[Situation.VERIFIER_ASKED if done else self.situation]


async def open_task(uow: UnitOfWork, now: datetime, person: Person) -> Task | None:
    """Return what this person is about; of several the most urgent. None for nothing."""
    if not any(grant.role is Role.RESPONDER for grant in person.grants):
        return None
    tasks = [*await _looking(uow, now, person), *await _alerted(uow, person)]
    likely = min(tasks, key=lambda task: (task.urgency, -task.since.timestamp()), default=None)
    if likely is None:
        return None
    return replace(likely, others=tuple(other for other in tasks if _may_be_meant(other, likely)))


def _may_be_meant(other: Task, likely: Task) -> bool:
    """Say whether words may be about this one instead: it is as urgent, or they heard of it since."""
    elsewhere = other.incident.id != likely.incident.id
    return elsewhere and (other.urgency == likely.urgency or other.since > likely.since)


async def _looking(uow: UnitOfWork, now: datetime, person: Person) -> list[Task]:
    tasks = []
    for look in await VERIFICATIONS(uow).of_person(person.id, now - timings.TASK_LASTS):
        incident = await INCIDENTS(uow).get(look.incident_id)
        if incident is not None and look.state in _LOOKING:
            found = await survivor(uow, incident)
            if found.state is State.CONFIRMED and _LOOKING[look.state] is Situation.VERIFIER_ASKED:
                # The alert is newer than the question.
                continue
            since = look.answered_at or look.asked_at
            tasks.append(Task(incident=found, situation=_LOOKING[look.state], verification=look, since=since))
    return tasks


async def task_that_ended(uow: UnitOfWork, now: datetime, person: Person) -> Task | None:
    """Return what this person was asked to look at last, if that is over and may be opened again; else None."""
    ended = []
    for look in await VERIFICATIONS(uow).of_person(person.id, now - timings.TASK_LASTS, ended=True):
        incident = await INCIDENTS(uow).get(look.incident_id)
        found = await survivor(uow, incident) if incident is not None else None
        if found is not None and may_reopen(found, now):
            since = look.answered_at or look.asked_at
            ended.append(Task(incident=found, situation=Situation.VERIFIER_GOING, verification=look, since=since))
    return max(ended, key=lambda task: task.since, default=None)


async def _alerted(uow: UnitOfWork, person: Person) -> list[Task]:
    answered = await ANSWERS(uow).of_person(person.id)
    tasks = []
    for incident in await _confirmed(uow, answered.keys() | await uow.mail.told_of(person.id)):
        if not is_asked_now(incident, person):
            continue
        reply = answered.get(incident.id)
        since = incident.confirmed_at or incident.opened_at
        if reply in _ANSWERED:
            tasks.append(Task(incident=incident, situation=_ANSWERED[reply], since=since))
        elif reply in (None, Reply.STANDING_BY, Reply.LATER):
            tasks.append(Task(incident=incident, situation=Situation.RESPONDER_ALERTED, since=since))
    return tasks


async def _confirmed(uow: UnitOfWork, ids: Iterable[int]) -> list[Incident]:
    """Return those of these incidents whose alert stands, or what they were merged into; the oldest first."""
    found = {}
    for incident_id in sorted(ids):
        incident = await INCIDENTS(uow).get(incident_id)
        if incident is not None:
            incident = await survivor(uow, incident)
            if incident.state is State.CONFIRMED:
                found[incident.id] = incident
    return list(found.values())


async def pass_on(
    uow: UnitOfWork,
    now: datetime,
    task: Task,
    person: Person,
    words: str,
    media: Media | None = None,
    *,
    follows: bool = False,
) -> None:
    """Send the desk what they wrote or sent, as theirs, and to which incident it belongs. `follows`: see task_media."""
    if words:
        name = await desk.name_of(uow, person.id)
        said = text("desk.task.words", number=task.incident.number, name=name, words=Quote(words, WORDS))
        await desk.ring(uow, now, task.incident, Notice(parts=(said,)))
    if media is not None:
        await pass_media_on(uow, now, task.incident, person, media, follows=follows)


async def pass_point_on(uow: UnitOfWork, now: datetime, task: Task, person: Person, link: str) -> None:
    """Send the desk where they say they are; it never becomes the incident's place."""
    name = await desk.name_of(uow, person.id)
    await desk.ring(
        uow, now, task.incident, Notice.of("desk.task.point", number=task.incident.number, name=name, link=link)
    )


async def in_trouble(uow: UnitOfWork, now: datetime, task: Task, person: Person, words: str) -> None:
    """Wake the desk and the coordinators: who is in trouble, and at which incident."""
    name = await desk.name_of(uow, person.id)
    said = text("desk.trouble", number=task.incident.number, name=name, words=Quote(words, WORDS))
    await desk.ring(uow, now, task.incident, Notice(parts=(said,)), coordinators=True, plea=True)
