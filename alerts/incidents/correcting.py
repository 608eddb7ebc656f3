"""The desk corrects an incident: place, town, time, kind, facts, words. Its word then stands until it changes it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from alerts.audit.deed import Action
from alerts.incidents import card, desk, telling_verifiers
from alerts.incidents.corrections import CorrectedField, Corrections, IncidentKind, PlaceSource
from alerts.incidents.incident import Incident, State
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.recording_decisions import record_decision
from alerts.incidents.salute import FACTS
from alerts.incidents.same_incident import one_more
from alerts.incidents.whose_word import with_apart, with_desks
from alerts.notices import text
from alerts.people.person import Person
from alerts.places.place import Place
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

Edit: TypeAlias = Callable[[Corrections], Corrections]

MOVED = frozenset({CorrectedField.PLACE, CorrectedField.TOWN})
"""After these whoever was asked to look must hear where it is."""
REPORTS_CLEANED = 10
"""Of so many reports a place that was taken out is taken out too, so that a later, real one counts (our choice)."""


@dataclass(frozen=True, kw_only=True)
class DeskChange:
    """One correction: what becomes of the incident's own fields, and of the desk's word about it."""

    field: CorrectedField
    edit: Edit = lambda corrections: corrections
    place: Place | None = None
    place_from: PlaceSource = PlaceSource.DESK
    town_id: int | None = None
    observed_at: datetime | None = None
    stands: bool = True
    """It is the desk's word from now on; else it only took something out."""


async def apply(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, change: DeskChange
) -> Incident | Refused:
    """Correct it, claimed for this person as any step of the desk is; the card shows it, and who looks hears of it."""
    held = await desk.claim(uow, now, incident, person)
    if isinstance(held, Refused):
        return held
    corrections = change.edit(held.corrections)
    if change.stands:
        corrections = with_desks(corrections, change.field)
    if held.state is State.CONFIRMED and change.field not in (CorrectedField.KIND, CorrectedField.WORDS):
        corrections = replace(corrections, untold=corrections.untold | {change.field})
    values: dict[str, object] = {"corrections": corrections}
    if change.place is not None:
        values |= {"place": change.place, "place_from": change.place_from, "ways": one_more(held.ways, change.place)}
    if change.town_id is not None:
        values |= {"town_id": change.town_id, "town_proposed": False, "outside": ""}
    if change.observed_at is not None:
        values |= {"observed_at": change.observed_at, "time_unclear": False}
    changed = await INCIDENTS(uow).change(held, **values)
    if changed is None:
        return Refused(text("refused.changed"))
    await record_decision(uow, now, Action.CORRECTED, changed, person)
    await card.show(uow, now, changed)
    if change.field in MOVED:
        await telling_verifiers.tell_of_correction(uow, now, changed)
    return changed


async def drop_place(uow: UnitOfWork, now: datetime, incident: Incident, person: Person) -> Incident | Refused:
    """Take the place out: what is told later counts again, but not the same once more."""
    dropped = incident.place
    if not dropped.usable:
        return Refused(text("refused.changed"))

    def edit(corrections: Corrections) -> Corrections:
        kept = with_apart(corrections, dropped, vouched=False, report_id=None)
        apart = tuple(replace(one, declined=True) if one.place == dropped else one for one in kept.apart)
        return replace(kept, apart=apart, fields=kept.fields - {CorrectedField.PLACE})

    out = DeskChange(field=CorrectedField.PLACE, edit=edit, place=Place(), place_from=PlaceSource.LEAD, stands=False)
    changed = await apply(uow, now, incident, person, out)
    if isinstance(changed, Incident):
        for report in await REPORTS(uow).first(changed.id, REPORTS_CLEANED):
            if report.place == dropped:
                await REPORTS(uow).save(replace(report, place=Place()))
    return changed


def set_place(place: Place) -> DeskChange:
    """Make the correction by which the place is this one, and nobody's else."""
    return DeskChange(field=CorrectedField.PLACE, place=place)


def set_time(observed_at: datetime) -> DeskChange:
    """Make the correction by which it was seen at this moment."""
    return DeskChange(field=CorrectedField.TIME, observed_at=observed_at)


def set_kind(kind: IncidentKind) -> DeskChange:
    """Make the correction by which it is of this kind."""
    return DeskChange(field=CorrectedField.KIND, edit=lambda corrections: replace(corrections, kind=kind))


def set_words(words: str | None, language: str = "") -> DeskChange:
    """Make the correction by which these words go out; "": none; None: the reporter's own."""

    def edit(corrections: Corrections) -> Corrections:
        fields = corrections.fields - {CorrectedField.WORDS} if words is None else corrections.fields
        return replace(corrections, words=words, language=language, fields=fields)

    return DeskChange(field=CorrectedField.WORDS, edit=edit, stands=words is not None)


async def correct_facts(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, facts: dict[str, str]
) -> Incident | Refused:
    """Set these facts; "" for one that is taken out. What others told of them until now is passed over."""
    said = await REPORTS(uow).taps(incident.id)
    told = {(name, one.facts[name]) for one in said for name in facts if one.facts.get(name) in FACTS[name]}

    def edit(corrections: Corrections) -> Corrections:
        over = frozenset(fact for fact in corrections.passed_over if fact[0] not in facts)
        passed_over = over | {fact for fact in told if facts[fact[0]] != fact[1]}
        return replace(corrections, facts=corrections.facts | facts, passed_over=passed_over)

    return await apply(uow, now, incident, person, DeskChange(field=CorrectedField.FACTS, edit=edit))
