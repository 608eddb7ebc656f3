"""What somebody sends beyond their limits: bundled on the card of a report of theirs, and none of it is lost.

docs/decisions/0032-limits-of-one-person.md says which limits there are, and what goes past them.
"""

from dataclasses import replace
from datetime import datetime

from alerts.incidents import desk, muting, timings
from alerts.incidents.bundled_message import BundledMessage
from alerts.incidents.incident import Incident, Report
from alerts.incidents.limit_ports import BUNDLED, MESSAGE_WINDOWS
from alerts.incidents.many_reporters import rung_for
from alerts.incidents.person_limits import Limit, limits_of
from alerts.incidents.ports import REPORTS
from alerts.incidents.reporter_taps import MuteReporter
from alerts.incidents.same_incident import same_place
from alerts.incidents.taps import ShowAllWords
from alerts.notices import Media, Notice, Text, text
from alerts.people.person import Person
from alerts.places.place import Place
from alerts.tap import Tap
from alerts.work.card_refresh import REFRESH
from alerts.work.unit_of_work import UnitOfWork


async def bundle(uow: UnitOfWork, now: datetime, report: Report, words: str = "", media: Media | None = None) -> None:
    """Keep it with this report: its card counts it, and "Read all" shows it."""
    await BUNDLED(uow).add(BundledMessage(report_id=report.id, received_at=now, words=words, media=media))
    await uow.deadlines.set_latest(REFRESH, report.incident_id, now + timings.BUNDLED_PAUSE)


async def ring_once(uow: UnitOfWork, now: datetime, incident: Incident, report: Report) -> None:
    """Ring the desk for the first message that is bundled with this report: it may mute who sends them."""
    if rung_for("beyond") in report.facts or await muting.is_silenced(uow, now, report):
        return
    await REPORTS(uow).save(replace(report, facts=report.facts | {rung_for("beyond"): now.isoformat()}))
    rows = tuple((tap.choice(label),) for tap, label in _offers(report.number))
    beyond = text("desk.beyond", number=incident.number, n=report.number)
    await desk.ring(uow, now, incident, Notice(parts=(beyond,), choices=rows))


def _offers(number: int) -> tuple[tuple[Tap, Text], ...]:
    return (
        (ShowAllWords(), text("choice.whole")),
        (MuteReporter(number), text("choice.mute_reporter", n=number)),
    )


async def bundled_onto(uow: UnitOfWork, now: datetime, person: Person, kind: str, place: Place) -> Report | None:
    """Return the report to which what this person reports now is added; None where it may be a report of its own.

    `kind`: what it plainly is, at this place. A plea goes past the limit (let_plea_pass).
    """
    most = limits_of(person).open_incidents
    if most is None or await REPORTS(uow).open_by(person.id) < most:
        return None
    if await let_plea_pass(uow, now, person, Limit.INCIDENTS, kind, place):
        return None
    return await REPORTS(uow).newest_open_by(person.id)


async def let_plea_pass(uow: UnitOfWork, now: datetime, person: Person, limit: Limit, kind: str, place: Place) -> bool:
    """Let a plea past this limit: within a while each kind of it once, and once more at each other place.

    Return whether this is one that passes, and note it.
    """
    if kind not in PASSING:
        return False
    if await note_first(uow, now, person, f"{limit}.{kind}"):
        return True
    if not place.usable or any(same_place(place, one.place) for one in await REPORTS(uow).open_of(person.id)):
        # The desk was called for this one.
        return False
    for nth in range(2, PLEAS_OF_A_KIND + 1):
        if await note_first(uow, now, person, f"{limit}.{kind}.{nth}"):
            return True
    return False


PASSING = frozenset({"came", "taken", "plea", "relative"})
"""Kinds that go past a limit: they came for me, somebody was taken, somebody is looked for, a mere call for help."""
PLEAS_OF_A_KIND = 5
"""So many pleas of one kind, each at a place of its own, go past a limit within a while (our choice)."""


async def note_first(uow: UnitOfWork, now: datetime, person: Person, name: Limit | str) -> bool:
    """Note this of the person, and return whether it was not noted within a while."""
    window = await MESSAGE_WINDOWS(uow).of(person.id, now)
    if name in window.noted:
        return False
    await MESSAGE_WINDOWS(uow).save(window.noting(name))
    return True
