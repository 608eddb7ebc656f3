"""A responder's taps on the tasks of an alert: what is needed, I take it, I hand it back."""

from alerts.incidents import responding, taking_tasks
from alerts.incidents.alert_task import ELSEWHERE
from alerts.incidents.alert_task_taps import HandTaskBack, ShowNeededTasks, TakeTask
from alerts.incidents.incident import Incident, Reply
from alerts.incidents.merged_into import survivor
from alerts.incidents.ports import INCIDENTS
from alerts.notices import Notice, text
from handlers.core.turn import Turn


async def show_needed(turn: Turn, _: ShowNeededTasks) -> None:
    """List what is still needed, or say what they have."""
    incident = await _alert(turn)
    if incident is not None:
        await turn.reply(await taking_tasks.show_needed(turn.uow, incident, turn.person))


async def take(turn: Turn, tap: TakeTask) -> None:
    """Give them the task; who takes one at the scene goes there, if there is room."""
    incident = await _alert(turn)
    if incident is None:
        return
    where: list[Notice] = []
    if tap.task not in ELSEWHERE and await taking_tasks.must_go_first(turn.uow, incident, turn.person, tap.task):
        answered = await responding.answer(turn.uow, turn.now, incident, turn.person, Reply.ON_MY_WAY)
        if not await taking_tasks.goes_there(turn.uow, incident, turn.person):
            # Enough are going: they stand by, and the task is for who goes.
            await turn.reply(*answered)
            return
        where = answered[1:]
    taken = await taking_tasks.take_task(turn.uow, turn.now, incident, turn.person, tap.task)
    await turn.reply(taken, *where)


async def hand_back(turn: Turn, _: HandTaskBack) -> None:
    """Let somebody else take it."""
    incident = await _alert(turn)
    if incident is not None:
        await turn.reply(await taking_tasks.hand_task_back(turn.uow, turn.now, incident, turn.person))


async def _alert(turn: Turn) -> Incident | None:
    """Return the alert that was tapped, or say why nothing can be answered to it."""
    incident = await INCIDENTS(turn.uow).get(turn.subject_id) if turn.subject_id is not None else None
    if incident is None:
        await turn.acknowledge(text("choose.stale"))
        return None
    incident = await survivor(turn.uow, incident)
    refused = await responding.why_not(turn.uow, incident, turn.person)
    if refused is not None:
        await turn.reply(refused)
        return None
    return incident
