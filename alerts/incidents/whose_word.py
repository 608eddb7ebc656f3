"""Whose word counts about an incident: the desk's before everybody's, that of people we know before a stranger's.

What somebody says who is not vouched for never completes, moves or colours what somebody vouched for reported; what
anybody says never changes what the desk set. Such a word is kept apart until a dispatcher takes it over.
docs/decisions/0027-whose-word-counts.md says why.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import reduce

from alerts.incidents.corrections import CorrectedField, Corrections, PlaceApart, PlaceSource
from alerts.incidents.incident import Incident, Report, TappedFacts
from alerts.incidents.salute import SALUTE
from alerts.incidents.same_incident import one_more, same_place
from alerts.places.place import Place

MOST_APART = 6
"""So many places are kept beside an incident's own; an older one gives way (our choice)."""


@dataclass(frozen=True, kw_only=True)
class FactApart:
    """A fact that was told and is not used, as the desk has not said so yet."""

    name: str
    value: str
    vouched: bool
    """Somebody vouched for says so too: it is the desk that set something else."""


def source_of(report: Report) -> PlaceSource:
    """Say whose word a report's place is."""
    return PlaceSource.VOUCHED if report.verified else PlaceSource.LEAD


def with_told(incident: Incident, report: Report, town_id: int | None, *, vouched: bool) -> Incident:
    """Return the incident as it is once this report told its place and town.

    `vouched`: somebody vouched for reported it, this report counted.
    """
    told = report.place
    place, source, left_over = _settled(incident, told, source_of(report), vouched=vouched)
    corrections = incident.corrections
    if left_over is not None:
        ours = left_over is told
        corrections = with_apart(
            corrections, left_over, vouched=ours and report.verified, report_id=report.id if ours else None
        )
    may_tell_town = report.verified or not vouched
    return replace(
        incident,
        place=place,
        place_from=source,
        ways=one_more(incident.ways, told),
        town_id=town_id if incident.town_id is None and may_tell_town else incident.town_id,
        corrections=corrections,
    )


def _settled(
    incident: Incident, told: Place, source: PlaceSource, *, vouched: bool
) -> tuple[Place, PlaceSource, Place | None]:
    """Return the place, whose word it is, and which of the two places is left over, if it says anything more."""
    standing, standing_from = incident.place, incident.place_from
    if not told.usable or told in [apart.place for apart in incident.corrections.apart if apart.declined]:
        return standing, standing_from, None
    if standing_from is PlaceSource.DESK or (source is PlaceSource.LEAD and vouched):
        known = () if standing_from is PlaceSource.DESK else incident.ways
        return standing, standing_from, told if _says_more(standing, known, told) else None
    if source is PlaceSource.DESK or (source is PlaceSource.VOUCHED and standing_from is PlaceSource.LEAD):
        return told, source, standing if _says_more(told, (), standing) else None
    return standing.with_more(told), source if standing == Place() else standing_from, None


def _says_more(standing: Place, ways: Iterable[Place], told: Place) -> bool:
    """Say whether a place is another one than that which stands, or adds the point or the words that it lacks."""
    if not told.usable:
        return False
    if (told.point is not None and standing.point is None) or (told.words and not standing.words):
        return True
    return not any(same_place(told, known) for known in (standing, *ways))


def differs(incident: Incident, told: Place) -> bool:
    """Say whether a place is at odds with what the desk set."""
    by_desk = incident.place_from is PlaceSource.DESK
    return by_desk and told.usable and incident.place.usable and not same_place(told, incident.place)


def with_apart(corrections: Corrections, place: Place, *, vouched: bool, report_id: int | None) -> Corrections:
    """Keep a place beside the incident's own, unless it stands there already."""
    if any(_alike(place, apart.place) for apart in corrections.apart):
        return corrections
    number = 1 + max((apart.number for apart in corrections.apart), default=0)
    fresh = PlaceApart(number=number, place=place, vouched=vouched, report_id=report_id)
    return replace(corrections, apart=(*corrections.apart, fresh)[-MOST_APART:])


def _alike(one: Place, other: Place) -> bool:
    alike = (one.point is None, not one.words) == (other.point is None, not other.words)
    return one == other or (alike and same_place(one, other))


def joined_place(target: Incident, other: Incident, *, vouched: bool) -> Incident:
    """Return the incident that goes on, with the place of one that was the same. `vouched`: of both together."""
    place, source, left_over = _settled(target, other.place, other.place_from, vouched=vouched)
    corrections = target.corrections
    if left_over is not None:
        corrections = with_apart(
            corrections, left_over, vouched=other.place_from is PlaceSource.VOUCHED, report_id=None
        )
    ways = reduce(one_more, other.ways, target.ways)
    return replace(target, place=place, place_from=source, ways=ways, corrections=corrections)


def with_desks(corrections: Corrections, *fields: CorrectedField) -> Corrections:
    """Mark these fields as set by the desk."""
    return replace(corrections, fields=corrections.fields | set(fields))


def facts_apart(said: Collection[TappedFacts], corrections: Corrections, *, vouched: bool) -> list[FactApart]:
    """Return the facts that were told and are neither used nor passed over, in the order in which they are asked."""
    found = []
    for name in SALUTE:
        by_desk = name in corrections.facts
        apart = [one for one in said if by_desk or (vouched and not one.verified)]
        values = dict.fromkeys(one.facts[name] for one in apart if one.facts.get(name, "skip") != "skip")
        used = _used(name, said, corrections, vouched=vouched)
        for value in values:
            if value != used and (name, value) not in corrections.passed_over:
                knows = any(one.verified and one.facts.get(name) == value for one in said)
                found.append(FactApart(name=name, value=value, vouched=knows))
    return found


def known(said: Iterable[TappedFacts], corrections: Corrections, *, vouched: bool) -> dict[str, str]:
    """Return what an alert may say: of each SALUTE fact the desk's word, else the latest of those who count.

    Where somebody vouched for reported it (`vouched`) only such people count.
    """
    counted = sorted((one for one in said if one.verified or not vouched), key=lambda one: one.received_at)
    found: dict[str, str] = {}
    for one in counted:
        found |= {name: value for name, value in one.facts.items() if name in SALUTE and value != "skip"}
    found |= corrections.facts
    return {name: found[name] for name in SALUTE if found.get(name)}


def _used(name: str, said: Iterable[TappedFacts], corrections: Corrections, *, vouched: bool) -> str | None:
    return known(said, corrections, vouched=vouched).get(name)
