"""/claim, /ask, /confirm, /dismiss and /close with an incident's number: they do what the card's taps do."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from alerts.incidents import desk as desk_rules
from alerts.incidents import muting
from alerts.incidents.after_end import may_reopen
from alerts.incidents.by_number import fitting, numbered
from alerts.incidents.card_decisions import endings
from alerts.incidents.card_lines import offer
from alerts.incidents.incident import OPEN, Incident
from alerts.incidents.number_taps import ActOn, DeskAct
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.taps import AskToEnd, Claim, Confirm, Ending, Reopen, ShowCard
from alerts.incidents.written_number import written_number
from alerts.notices import Choice, Notice, text
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.incidents import asking_witnesses, closing, confirming, desk

MOST = 10
"""Incidents that are listed where a command came without a number; more would not fit one message."""
_DENIALS = (Ending.DISMISS, Ending.CANCEL)
_ENDS = (Ending.ALL_CLEAR, Ending.CLOSE, Ending.HANDLED)


async def command(act: DeskAct, turn: Turn, rest: str) -> None:
    """Answer a command: with a number that incident's; without, the only one that fits, or ask which."""
    number = written_number(rest)
    if number is not None:
        incident = await numbered(turn.uow, turn.person, number)
        if incident is None:
            await turn.reply(Notice.of("by_number.none", number=number))
        else:
            await _act_on(turn, act, incident)
        return
    found = await fitting(turn.uow, turn.person, act, MOST + 1)
    if len(found) == 1 and not rest:
        await _act_on(turn, act, found[0])
    else:
        await turn.reply(_which(turn, act, found))


claim = partial(command, DeskAct.CLAIM)
ask = partial(command, DeskAct.ASK)
confirm = partial(command, DeskAct.CONFIRM)
dismiss = partial(command, DeskAct.DISMISS)
close = partial(command, DeskAct.CLOSE)


async def act_on(turn: Turn, tap: ActOn) -> None:
    """Do with the incident that was tapped what the command asked for."""
    incident = await desk_rules.seen_by(turn.uow, tap.incident, turn.person)
    if isinstance(incident, Refused):
        await turn.acknowledge(incident)
    else:
        await _act_on(turn, tap.act, incident)


def _which(turn: Turn, act: DeskAct, found: list[Incident]) -> Notice:
    """Ask which of them; whoever answers with the incident's own number, and not with its choice's, is understood."""
    if not found:
        return Notice.of("by_number.nothing")
    parts = [text("by_number.which"), *(desk.line(turn, one) for one in found[:MOST])]
    if len(found) > MOST:
        parts.append(text("by_number.more"))
    rows = [(_choice(act, one),) for one in found[:MOST]]
    return Notice(parts=tuple(parts), choices=tuple(rows), internal=True)


def _choice(act: DeskAct, incident: Incident) -> Choice:
    label = text(f"choice.by_number.{act}", number=incident.number)
    return Choice(ActOn(act, incident.id).action, label, counts=(incident.number, incident.number))


async def _act_on(turn: Turn, act: DeskAct, incident: Incident) -> None:
    if incident.state not in OPEN:
        again = ((Reopen().choice(text("choice.reopen")),),) if may_reopen(incident, turn.now) else ()
        over = Notice(parts=(await desk_rules.over(turn.uow, incident),), choices=again, subject_id=incident.id)
        await turn.reply(over)
        return
    incident = await muting.unmute_incident(turn.uow, turn.now, incident)
    # From here on it is as if its card had been tapped.
    turn.notice = Notice(parts=(), subject_id=incident.id)
    await _ACTS[act](turn, incident)


async def _claim(turn: Turn, incident: Incident) -> None:
    await desk.claim(turn, Claim())
    held = await INCIDENTS(turn.uow).get(incident.id)
    if held is not None and held.holder_id == turn.person.id:
        # The card may stand far up in the chat.
        await desk.show_card(turn, ShowCard(incident.id))


async def _ask(turn: Turn, _: Incident) -> None:
    await asking_witnesses.preview(turn)


async def _confirm(turn: Turn, _: Incident) -> None:
    await confirming.begin(turn, Confirm())


async def _dismiss(turn: Turn, incident: Incident) -> None:
    await _end(turn, incident, _DENIALS)


async def _close(turn: Turn, incident: Incident) -> None:
    await _end(turn, incident, _ENDS)


async def _end(turn: Turn, incident: Incident, wanted: tuple[Ending, ...]) -> None:
    """Ask whether it ended so, where its card offers that; else ask how it ended, of the ways that it offers."""
    there = endings(incident)
    meant = [ending for ending in there if ending in wanted]
    if len(meant) == 1:
        await closing.ask_back(turn, AskToEnd(meant[0]))
        return
    how = text("by_number.how_ended", number=incident.number)
    rows = tuple((offer(AskToEnd(ending)),) for ending in there)
    await turn.reply(Notice(parts=(how,), choices=rows, subject_id=incident.id, internal=True))


_ACTS: Mapping[DeskAct, Callable[[Turn, Incident], Awaitable[None]]] = {
    DeskAct.CLAIM: _claim,
    DeskAct.ASK: _ask,
    DeskAct.CONFIRM: _confirm,
    DeskAct.DISMISS: _dismiss,
    DeskAct.CLOSE: _close,
}
