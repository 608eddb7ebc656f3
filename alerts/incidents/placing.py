"""Where an incident is: what a report adds to that, puts right, or moves."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from alerts.incidents import card, desk, report_effects
from alerts.incidents.corrections import PlaceSource
from alerts.incidents.incident import UNDECIDED, EarlierPlace, Incident, Report
from alerts.incidents.person_limits import fitting_words
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.salute import PASSED_ON
from alerts.incidents.same_incident import one_more, same_place
from alerts.incidents.sighting import Sighting
from alerts.incidents.whose_word import source_of, with_apart
from alerts.notices import Notice
from alerts.places.phrase import phrase
from alerts.work.unit_of_work import UnitOfWork


class PlaceChange(StrEnum):
    """What a message does to the place that its report has."""

    COMPLETES = "completes"
    """It adds what was missing."""
    CORRECTS = "corrects"
    """It was wrong."""
    MOVES = "moves"
    """They are somewhere else now."""


HEARD = "heard"
"""Stands among the report's taps, sealed with them: when its writer said more last (ISO 8601, aware)."""


def with_more(report: Report, saw: Sighting, now: datetime, change: PlaceChange = PlaceChange.COMPLETES) -> Report:
    """Return the report with these words too, as far as they fit, and with the place as it is `now` (aware)."""
    words, _ = fitting_words(report.words, saw.words)
    place = report.place.with_more(saw.place)
    if change is not PlaceChange.COMPLETES and saw.place.usable:
        place = saw.place
    facts = report.facts | ({PASSED_ON: "yes"} if saw.passed_on else {}) | {HEARD: now.isoformat()}
    return replace(report, words=words, place=place, facts=facts, language=report.language or saw.language)


async def change_place(
    uow: UnitOfWork, now: datetime, incident: Incident, report: Report, saw: Sighting, change: PlaceChange
) -> Incident:
    """Let the newest place be the incident's, where its reporter may say so; the desk is rung in either case.

    Who is not vouched for moves nothing that somebody vouched for tells, nobody what the desk set, and after the alert
    it is for the desk to say: then the place stands apart.
    """
    if same_place(incident.place, saw.place):
        return incident
    before = incident
    vouched = await report_effects.is_vouched(uow, incident)
    may = incident.place_from is not PlaceSource.DESK and (report.verified or not vouched)
    if may and incident.state in UNDECIDED:
        incident = await _moved(uow, now, incident, report, saw, change)
    else:
        apart = with_apart(incident.corrections, saw.place, vouched=report.verified, report_id=report.id)
        incident = await INCIDENTS(uow).change(incident, corrections=apart) or incident
    await card.show(uow, now, incident)
    kind = f"desk.place_{change}"
    places = {"place": phrase(saw.place), "before": phrase(before.place)}
    await desk.ring(uow, now, incident, Notice.of(kind, number=incident.number, n=report.number, **places))
    return incident


async def _moved(
    uow: UnitOfWork, now: datetime, incident: Incident, report: Report, saw: Sighting, change: PlaceChange
) -> Incident:
    town = {"town_id": saw.town.id, "town_proposed": False} if saw.town and not saw.town_proposed else {}
    earlier = incident.earlier
    if change is PlaceChange.MOVES and incident.place.words:
        earlier = (*earlier, EarlierPlace(words=incident.place.words, at=incident.observed_at))
    ways = one_more(incident.ways if change is PlaceChange.MOVES else (), saw.place)
    seen = {"observed_at": saw.seen_at or now} if change is PlaceChange.MOVES else {}
    changes: dict[str, object] = {
        "place": saw.place,
        "place_from": source_of(report),
        "earlier": earlier,
        "ways": ways,
        **town,
        **seen,
    }
    return await INCIDENTS(uow).change(incident, **changes) or incident
