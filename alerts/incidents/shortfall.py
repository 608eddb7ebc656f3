"""Too few are on the way to an alert: the desk hears how many are missing, and at which tasks."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from alerts.incidents import deadlines, desk, taps, timings
from alerts.incidents.alert_task import ELSEWHERE, WantedTasks, still_needed
from alerts.incidents.alert_task_texts import task_name
from alerts.incidents.incident import Reply, State, Verification, VerifierState
from alerts.incidents.neighbor_taps import PreviewNeighbors
from alerts.incidents.ports import ANSWERS, INCIDENTS, VERIFICATIONS
from alerts.incidents.scene_room import GOES
from alerts.incidents.taking_tasks import held_tasks
from alerts.notices import Notice, text
from alerts.work.unit_of_work import UnitOfWork

_COMING = (VerifierState.GOING, VerifierState.SEEN)
"""Who was asked to look before the alert, and is on the way or there."""


def wanted_there(tasks: WantedTasks) -> int:
    """Return how many people an alert needs at its scene: for its tasks, and never fewer than a pair."""
    return max(timings.QUOTA, sum(count for task, count in tasks if task not in ELSEWHERE))


def going(answers: Mapping[int, Reply], looks: Iterable[Verification]) -> int:
    """Return how many are on the way or there: as they answered the alert, else as they said before it."""
    before = {look.person_id for look in looks if look.state in _COMING and look.person_id not in answers}
    return len(before) + sum(reply in GOES for reply in answers.values())


async def tell_shortfall(uow: UnitOfWork, now: datetime, incident_id: int) -> None:
    """Ring the desk where too few are on the way, and look again later; once enough are, nobody hears of it."""
    incident = await INCIDENTS(uow).get(incident_id)
    if incident is None or incident.state is not State.CONFIRMED or incident.confirmed_at is None:
        return
    looks = await VERIFICATIONS(uow).of(incident.id)
    there, wanted = going(await ANSWERS(uow).of(incident.id), looks), wanted_there(incident.tasks)
    if there < wanted:
        said = text("desk.too_few", number=incident.number, n=there, wanted=wanted, at=incident.confirmed_at)
        short = still_needed(incident.tasks, await held_tasks(uow, incident))
        missing = tuple(text("task.times", n=count, task=task_name(task)) for task, count in short.items())
        parts = (said, text("desk.too_few_tasks", tasks=missing)) if missing else (said,)
        choices = [(taps.Update().choice(text("choice.update")),)]
        network = await uow.network()
        town = network.town(incident.town_id)
        if town is not None and network.neighbors(town):
            choices.append((PreviewNeighbors().choice(text("choice.neighbors")),))
        await desk.ring(uow, now, incident, Notice(parts=parts, choices=tuple(choices)))
    if now - incident.confirmed_at < timings.TOO_FEW_UNTIL:
        await uow.deadlines.set(deadlines.TOO_FEW, incident.id, now + timings.TOO_FEW_AFTER)
