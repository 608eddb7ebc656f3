"""/escalate: the next people are rung at once; it is said first how many these are."""

from alerts.escalation import escalating_now
from alerts.escalation.called_people import CalledPeople
from alerts.escalation.covering import cover_desk
from alerts.escalation.taps import AskToEscalate, CoverDesk, DontEscalate, EscalateNow
from alerts.incidents import desk
from alerts.incidents.by_number import numbered
from alerts.incidents.incident import Incident, State
from alerts.incidents.open_filter import OpenFilter, of_desk
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.written_number import written_number
from alerts.notices import Choice, Notice, Text, text
from alerts.work.refused import Refused
from handlers.core.turn import Turn

MOST = 8
"""Reports that are offered in one message; the oldest go first."""


async def escalate(turn: Turn, rest: str) -> None:
    """Answer /escalate with a number; alone it concerns the one report that nobody has."""
    found = await _meant(turn, rest)
    if isinstance(found, Notice):
        await turn.reply(found)
    else:
        await _ask(turn, found)


async def ask(turn: Turn, tap: AskToEscalate) -> None:
    """Ask back for one of several."""
    found = await desk.seen_by(turn.uow, tap.incident, turn.person)
    if isinstance(found, Refused):
        await turn.acknowledge(found)
    else:
        await _ask(turn, found)


async def _ask(turn: Turn, found: Incident) -> None:
    called = await escalating_now.next_called(turn.uow, turn.now, found, turn.person)
    if isinstance(called, Refused):
        await turn.reply(Notice(parts=(called.why,)))
        return
    yes = EscalateNow(found.id).choice(text("choice.escalation.now"))
    no = DontEscalate().choice(text("choice.no"))
    await turn.reply(Notice(parts=_question(found, called)).with_choices((yes, no)))


async def now(turn: Turn, tap: EscalateNow) -> None:
    """Ring them."""
    done = await escalating_now.escalate_now(turn.uow, turn.now, tap.incident, turn.person)
    await turn.acknowledge(done if isinstance(done, Refused) else text("toast.escalation.now", number=done.number))


async def leave(turn: Turn, _: DontEscalate) -> None:
    """Ring nobody."""
    await turn.acknowledge(text("toast.escalation.no"))


async def cover(turn: Turn, tap: CoverDesk) -> None:
    """Take it, and the desk of its town for a while."""
    await turn.acknowledge(await cover_desk(turn.uow, turn.now, tap.incident, turn.person))


def _question(incident: Incident, called: CalledPeople) -> tuple[Text, ...]:
    own, beside = len(called.own), len(called.beside)
    return (text("escalation.sure", number=incident.number, own=own, beside=beside),)


async def _meant(turn: Turn, rest: str) -> Incident | Notice:
    """Return the incident that is meant; else what to answer."""
    number = written_number(rest)
    if number is not None:
        found = await numbered(turn.uow, turn.person, number)
        return found or Notice.of("by_number.none", number=number)
    wanted = OpenFilter(towns=of_desk(turn.person), states=frozenset({State.REPORTED}), muted=False)
    waiting = await INCIDENTS(turn.uow).some_open(wanted, MOST)
    if len(waiting) == 1 and not rest:
        return waiting[0]
    if not waiting:
        return Notice.of("escalation.none_waits")
    return Notice.of("by_number.which").with_choices(*((_choice(one),) for one in waiting))


def _choice(incident: Incident) -> Choice:
    """Return the choice of this one; whoever answers with its own number is understood too."""
    label = text("choice.escalation.number", number=incident.number)
    return Choice(AskToEscalate(incident.id).action, label, counts=(incident.number, incident.number))
