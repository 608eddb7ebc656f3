"""What an alert needs people for: chosen before it is sent, changed when it was."""

from collections.abc import Callable
from dataclasses import replace

from alerts.incidents import desk
from alerts.incidents.alert_task import COUNTS, INTERPRETERS, AlertTask, WantedTasks, with_count
from alerts.incidents.alert_task_taps import (
    ChooseInterpreter,
    ChooseTask,
    ChooseTasks,
    ChooseUsualTasks,
    DoneChoosingTasks,
    SetTaskCount,
)
from alerts.incidents.alert_task_texts import task_name
from alerts.incidents.changing_tasks import change_tasks, task_holder_lines
from alerts.incidents.draft import Draft
from alerts.incidents.incident import Incident, State
from alerts.incidents.ports import REPORTS
from alerts.incidents.usual_tasks import usual_tasks
from alerts.notices import Choice, Notice, Text, text
from alerts.work.refused import Refused
from handlers.core.choice_rows import in_pairs
from handlers.core.turn import Turn
from handlers.incidents.confirming import previewed, show_preview
from handlers.incidents.steps import Confirming


async def choose(turn: Turn, _: ChooseTasks) -> None:
    """List what can be asked for, and what was."""
    found = await _found(turn)
    if found is not None:
        await turn.reply(await _page(turn, *found))


async def choose_interpreter(turn: Turn, _: ChooseInterpreter) -> None:
    """Ask for which language."""
    found = await _found(turn)
    if found is not None:
        incident, _draft = found
        await turn.reply(_asking(incident, text("tasks.which_language"), [_task_choice(one) for one in INTERPRETERS]))


async def choose_one(turn: Turn, tap: ChooseTask) -> None:
    """Ask how many."""
    found = await _found(turn)
    if found is not None:
        incident, _draft = found
        counts = [SetTaskCount(tap.task, n).choice(_count(n)) for n in COUNTS]
        await turn.reply(_asking(incident, text("tasks.how_many", task=task_name(tap.task)), counts))


async def set_count(turn: Turn, tap: SetTaskCount) -> None:
    """Ask for so many, and list what was chosen by now."""
    await _change(turn, lambda wanted: with_count(wanted, tap.task, tap.count) if tap.count in COUNTS else wanted)


async def choose_usual(turn: Turn, _: ChooseUsualTasks) -> None:
    """Ask for what is needed most often; before the alert is sent the preview follows at once."""
    found = await _found(turn)
    if found is None:
        return
    incident, draft = found
    usual = usual_tasks(await REPORTS(turn.uow).taps(incident.id))
    if draft is None:
        await _change(turn, lambda _wanted: usual)
    else:
        await show_preview(turn, replace(draft, tasks=usual), incident)


async def done(turn: Turn, _: DoneChoosingTasks) -> None:
    """Show the preview with what was chosen."""
    found = await _found(turn)
    if found is None:
        return
    incident, draft = found
    if draft is None:
        await turn.acknowledge(text("choose.stale"))
    else:
        await show_preview(turn, draft, incident)


async def _change(turn: Turn, changed: Callable[[WantedTasks], WantedTasks]) -> None:
    found = await _found(turn)
    if found is None:
        return
    incident, draft = found
    if draft is not None:
        # What was previewed says something else now: its button sends nothing any more.
        draft = replace(draft, tasks=changed(draft.tasks), shown=None, ticket="")
        await turn.enter(Confirming.of(draft))
        await turn.reply(await _page(turn, incident, draft))
        return
    after = await change_tasks(turn.uow, turn.now, incident, changed(incident.tasks))
    if isinstance(after, Refused):
        await turn.acknowledge(after)
    else:
        await turn.reply(await _page(turn, after, None))


async def _found(turn: Turn) -> tuple[Incident, Draft | None] | None:
    """Return what it is about: the alert that was sent, or the draft of one. None: they heard why not."""
    incident = await desk.seen_by(turn.uow, turn.subject_id, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
        return None
    return (incident, None) if incident.state is State.CONFIRMED else await previewed(turn)


async def _page(turn: Turn, incident: Incident, draft: Draft | None) -> Notice:
    wanted = incident.tasks if draft is None else draft.tasks
    usual = usual_tasks(await REPORTS(turn.uow).taps(incident.id))
    chosen = _times(wanted)
    ask = (
        text("tasks.page", number=incident.number, tasks=chosen)
        if chosen
        else text("tasks.page_none", number=incident.number)
    )
    holders = await task_holder_lines(turn.uow, incident) if draft is None else []
    first = ChooseUsualTasks().choice(text("choice.tasks.usual", tasks=_times(usual)))
    kinds = [_task_choice(task) for task in AlertTask if task not in INTERPRETERS]
    kinds.append(ChooseInterpreter().choice(text("choice.tasks.interpreter")))
    last = () if draft is None else ((DoneChoosingTasks().choice(text("choice.tasks.done")),),)
    rows = (*last, (first,), *in_pairs(kinds))
    return Notice(parts=(ask, *holders), choices=rows, subject_id=incident.id, internal=True)


def _times(wanted: WantedTasks) -> tuple[Text, ...]:
    return tuple(text("task.times", n=count, task=task_name(task)) for task, count in wanted)


def _count(n: int) -> Text:
    return text("choice.tasks.count", n=n) if n else text("choice.tasks.nobody")


def _task_choice(task: AlertTask) -> Choice:
    return ChooseTask(task).choice(text("choice.tasks.one", task=task_name(task)))


def _asking(incident: Incident, ask: Text, choices: list[Choice]) -> Notice:
    return Notice(parts=(ask,), choices=in_pairs(choices), subject_id=incident.id, internal=True)
