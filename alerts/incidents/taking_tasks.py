"""Responders take a task of an alert, and hand it back."""

from datetime import datetime

from alerts.incidents import card, desk
from alerts.incidents.alert_task import ELSEWHERE, AlertTask, still_needed
from alerts.incidents.alert_task_texts import offer_needed, task_name, yours
from alerts.incidents.incident import Incident, Reply, State
from alerts.incidents.ports import ANSWERS
from alerts.incidents.scene_room import GOES
from alerts.incidents.task_change import TASK_CHANGES, TaskChange, TaskReason, holders
from alerts.notices import Notice
from alerts.people.person import Person
from alerts.work.unit_of_work import UnitOfWork


async def held_tasks(uow: UnitOfWork, incident: Incident) -> dict[int, AlertTask]:
    """Return who has which task (ids of persons); nothing is looked up where the desk asked for none."""
    return holders(await TASK_CHANGES(uow).of(incident.id)) if incident.tasks else {}


async def show_needed(uow: UnitOfWork, incident: Incident, person: Person) -> Notice:
    """Offer what is still needed, or say what they have."""
    taken = await held_tasks(uow, incident)
    if person.id in taken:
        return yours(incident, taken[person.id])
    return offer_needed(incident, taken) or Notice.of("task.none_needed", number=incident.number)


async def offer_at_scene(uow: UnitOfWork, incident: Incident, person: Person) -> list[Notice]:
    """Offer who goes there what is still needed there; nothing to who has a task, or does not go."""
    if not incident.tasks or not await goes_there(uow, incident, person):
        return []
    taken = await held_tasks(uow, incident)
    offered = offer_needed(incident, taken, but=ELSEWHERE) if person.id not in taken else None
    return [offered] if offered is not None else []


async def take_task(uow: UnitOfWork, now: datetime, incident: Incident, person: Person, task: AlertTask) -> Notice:
    """Give them the task, where somebody is still needed for it; in place of the one they had."""
    taken = await held_tasks(uow, incident)
    if taken.get(person.id) is task:
        return yours(incident, task)
    if task not in still_needed(incident.tasks, taken):
        return offer_needed(incident, taken, "task.full") or Notice.of("task.none_needed", number=incident.number)
    await _record(uow, now, incident, person.id, task, TaskReason.TAKEN)
    left = taken.get(person.id)
    if left is not None:
        await _tell_short(uow, now, incident, {**taken, person.id: task}, left)
    await card.show(uow, now, incident, major=False)
    return yours(incident, task)


async def hand_task_back(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> Notice:
    """Let somebody else take their task; they still go there, if they said so."""
    taken = await held_tasks(uow, incident)
    if person.id not in taken:
        return await show_needed(uow, incident, person)
    task = taken[person.id]
    await let_go(uow, now, incident, person.id, TaskReason.HANDED_BACK)
    await card.show(uow, now, incident, major=False)
    rest = {id_: held for id_, held in taken.items() if id_ != person.id}
    return offer_needed(incident, rest, "task.handed_back", but=(task,)) or Notice.of(
        "task.handed_back_all", number=incident.number
    )


async def let_go(uow: UnitOfWork, now: datetime, incident: Incident, person_id: int, reason: TaskReason) -> None:
    """Take their task from them, if they have one, and let the desk hear what is short now."""
    taken = await held_tasks(uow, incident)
    task = taken.pop(person_id, None)
    if task is None or incident.state is not State.CONFIRMED:
        return
    await _record(uow, now, incident, person_id, None, reason)
    await _tell_short(uow, now, incident, taken, task)


async def must_go_first(uow: UnitOfWork, incident: Incident, person: Person, task: AlertTask) -> bool:
    """Say whether taking this task, which is still needed, means going there, and they have not said that they do."""
    needed = task in still_needed(incident.tasks, await held_tasks(uow, incident))
    return needed and not await goes_there(uow, incident, person)


async def goes_there(uow: UnitOfWork, incident: Incident, person: Person) -> bool:
    """Say whether they said that they go to this scene, or are there."""
    answers: dict[int, Reply] = await ANSWERS(uow).of(incident.id)
    return answers.get(person.id) in GOES


async def _tell_short(
    uow: UnitOfWork, now: datetime, incident: Incident, taken: dict[int, AlertTask], task: AlertTask
) -> None:
    """Let the desk hear that a task is short of somebody who had it."""
    wanted = dict(incident.tasks).get(task, 0)
    have = list(taken.values()).count(task)
    if have < wanted:
        await desk.ring(
            uow,
            now,
            incident,
            Notice.of("task.short", number=incident.number, task=task_name(task), n=have, wanted=wanted),
        )


async def _record(
    uow: UnitOfWork, now: datetime, incident: Incident, person_id: int, task: AlertTask | None, reason: TaskReason
) -> None:
    change = TaskChange(incident_id=incident.id, person_id=person_id, task=task, reason=reason, by_id=person_id, at=now)
    await TASK_CHANGES(uow).add(change)
