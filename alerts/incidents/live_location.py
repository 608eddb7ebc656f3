"""A location that somebody shares live: the report has its newest point, and the desk hears when it moved far."""

from dataclasses import replace
from datetime import datetime

from alerts.incidents import card, desk, muting, report_effects
from alerts.incidents.corrections import PlaceSource
from alerts.incidents.incident import UNDECIDED, Incident, Report, State
from alerts.incidents.many_reporters import rang_lately, rung_for
from alerts.incidents.person_limits import MEDIA_PAUSE
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.notices import Notice
from alerts.places.place import Place, Point, distance
from alerts.work.unit_of_work import UnitOfWork

FAR = 300.0
"""Metres from where the desk was last told of them: around the next corner is the same place (our choice)."""
TOLD = "live"
"""Stands among the report's taps, sealed with them: the point that the desk was last told of."""


async def moved(uow: UnitOfWork, now: datetime, report: Report, incident: Incident, point: Point) -> None:
    """Take the newest point of a location that the report's writer shares live."""
    before = report.place.point
    if before is None or before == point:
        # They told the place in words alone, or it did not move.
        return
    told = _told(report) or before
    # Whoever jumps about the map rings nobody with each jump.
    far = distance(told, point) >= FAR and not rang_lately(report, TOLD, now, MEDIA_PAUSE)
    far = far and not await muting.is_silenced(uow, now, report)
    facts = {TOLD: _written(point), rung_for(TOLD): now.isoformat()} if far else {TOLD: _written(told)}
    report = replace(report, place=replace(report.place, point=point), facts=report.facts | facts)
    await REPORTS(uow).save(report)
    incident = await _follow(uow, now, incident, report, before, point, far=far)
    if far:
        link = Place(point=point).link
        await desk.ring(uow, now, incident, Notice.of("desk.live", number=incident.number, n=report.number, link=link))


async def _follow(
    uow: UnitOfWork, now: datetime, incident: Incident, report: Report, before: Point, point: Point, *, far: bool
) -> Incident:
    """Let the incident be there too, where this location is all that told its point and nobody was told yet.

    Once a dispatcher is at it, only what is far changes it: what they preview must not change under their hands with
    every step that somebody takes.
    """
    may = incident.state is State.REPORTED or (far and incident.state in UNDECIDED)
    if not may or not await _is_theirs(uow, incident, report, before):
        return incident
    incident = await INCIDENTS(uow).change(incident, place=replace(incident.place, point=point)) or incident
    await card.show(uow, now, incident)
    return incident


async def _is_theirs(uow: UnitOfWork, incident: Incident, report: Report, before: Point) -> bool:
    """Say whether this location is all that tells where, and they may move it (as in placing.change_place).

    Where words tell it, whoever walks away shares where they are, and no longer where it is.
    """
    own = incident.place.point
    if incident.place.words or own is None or distance(own, before) >= FAR or incident.place_from is PlaceSource.DESK:
        return False
    return report.verified or not await report_effects.is_vouched(uow, incident)


def _told(report: Report) -> Point | None:
    latitude, _, longitude = report.facts.get(TOLD, "").partition(" ")
    return (float(latitude), float(longitude)) if longitude else None


def _written(point: Point) -> str:
    return f"{point[0]} {point[1]}"
