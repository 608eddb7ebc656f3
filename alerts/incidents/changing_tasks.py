"""The desk changes what an alert that was sent needs."""

from dataclasses import replace
from datetime import datetime

from alerts.incidents import card, desk
from alerts.incidents.alert_task import ELSEWHERE, AlertTask, WantedTasks, still_needed
from alerts.incidents.alert_task_texts import offer_needed, task_name
from alerts.incidents.incident import Incident, State
from alerts.incidents.ports import ANSWERS, INCIDENTS
from alerts.incidents.scene_room import GOES
from alerts.incidents.taking_tasks import held_tasks
from alerts.incidents.timings import ASK_LASTS
from alerts.notices import Kind, Lane, Text, text
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def change_tasks(uow: UnitOfWork, now: datetime, incident: Incident, tasks: WantedTasks) -> Incident | Refused:
    """Keep what it needs now; who goes there and has no task is offered what is new. Nobody loses a task by it."""
    if incident.state is not State.CONFIRMED:
        return Refused(text("refused.changed"))
    changed = await INCIDENTS(uow).change(incident, tasks=tasks)
    if changed is None:
        return Refused(text("refused.changed"))
    await _offer_new(uow, now, incident, changed)
    await card.show(uow, now, changed)
    return changed


async def _offer_new(uow: UnitOfWork, now: datetime, before: Incident, after: Incident) -> None:
    """Ask who goes there without a task; the desk says itself to others what it needs elsewhere."""
    taken = await held_tasks(uow, after)
    were = still_needed(before.tasks, taken)
    new = {task for task, count in still_needed(after.tasks, taken).items() if count > were.get(task, 0)} - ELSEWHERE
    offered = offer_needed(after, taken, "task.offer_new", but=set(AlertTask) - new)
    if offered is None:
        return
    asked = replace(offered, kind=Kind.REMINDER, lane=Lane.ALERT, expires_at=now + ASK_LASTS)
    for person_id, reply in (await ANSWERS(uow).of(after.id)).items():
        if reply in GOES and person_id not in taken:
            await uow.mail.to_person(person_id, asked, now)


async def task_holder_lines(uow: UnitOfWork, incident: Incident) -> list[Text]:
    """Say who has which task."""
    return [
        text("tasks.holder", name=await desk.name_of(uow, person_id), task=task_name(task))
        for person_id, task in (await held_tasks(uow, incident)).items()
    ]
