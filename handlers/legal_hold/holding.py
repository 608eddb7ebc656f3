"""/hold: which incidents are kept longer, and asking the attorneys for one more, or for an end."""

import re

from alerts.audit.ports import MOST
from alerts.incidents.ports import INCIDENTS
from alerts.legal_hold import requesting
from alerts.legal_hold.legal_hold import HoldSpan
from alerts.legal_hold.ports import LEGAL_HOLDS
from alerts.legal_hold.taps import ApproveHold, AskHold, AskHoldEnd, RefuseHold
from alerts.notices import Choice, Notice, Text, text
from alerts.people.person import COORDINATOR
from alerts.trust.announcing import where_it_counts
from alerts.work.refused import Refused
from handlers.core.turn import Turn

_NUMBER = re.compile(r"#?\s*([0-9]{1,10})", re.ASCII)


async def hold(turn: Turn, rest: str) -> None:
    """Answer /hold, alone with what is kept, or with the number of an incident."""
    number = _NUMBER.fullmatch(rest.strip())
    if number is None:
        await _list(turn)
        return
    found = await requesting.incident_numbered(turn.uow, min(int(number[1]), MOST), turn.person)
    if isinstance(found, Refused):
        await turn.reply(Notice(parts=(found.why,)))
        return
    town = where_it_counts(turn.network, found.town_id)
    parts = (text("legal_hold.question", number=found.number, town=town), text("legal_hold.means"))
    rows = [(AskHold(found.id, span).choice(text("choice.legal_hold.days", n=int(span))),) for span in HoldSpan]
    await turn.reply(Notice(parts=parts).with_choices(*rows))


async def _list(turn: Turn) -> None:
    lines: list[Text] = []
    rows: list[tuple[Choice, ...]] = []
    for one in await LEGAL_HOLDS(turn.uow).all():
        incident = await INCIDENTS(turn.uow).get(one.incident_id)
        if incident is None or not turn.person.has(COORDINATOR, incident.town_id):
            continue
        town = where_it_counts(turn.network, incident.town_id)
        if one.until is None:
            lines.append(text("legal_hold.line_asked", number=incident.number, town=town))
        else:
            lines.append(text("legal_hold.line", number=incident.number, town=town, until=one.until))
            rows.append((AskHoldEnd(one.id).choice(text("choice.legal_hold.end", number=incident.number)),))
    head = text("legal_hold.head" if lines else "legal_hold.nothing")
    await turn.reply(Notice(parts=(head, *lines, text("legal_hold.how"))).with_choices(*rows))


async def ask(turn: Turn, tap: AskHold) -> None:
    """Ask the attorneys."""
    asked = await requesting.ask(turn.uow, turn.now, tap.incident, tap.span, turn.person)
    await _answer(turn, asked)


async def ask_end(turn: Turn, tap: AskHoldEnd) -> None:
    """Ask the attorneys whether it may end."""
    await _answer(turn, await requesting.ask_end(turn.uow, turn.now, tap.hold, turn.person))


async def approve(turn: Turn, tap: ApproveHold) -> None:
    """Do what was asked."""
    await _answer(turn, await requesting.approve(turn.uow, turn.now, tap.hold, turn.person))


async def refuse(turn: Turn, tap: RefuseHold) -> None:
    """Leave it as it was."""
    await _answer(turn, await requesting.refuse(turn.uow, turn.now, tap.hold, turn.person))


async def _answer(turn: Turn, result: Text | Refused) -> None:
    """Answer with a message that stays: who asked, and who said yes, look it up later."""
    if isinstance(result, Refused):
        await turn.acknowledge(result)
    else:
        await turn.reply(Notice(parts=(result,)))
