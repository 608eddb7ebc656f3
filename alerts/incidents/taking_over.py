"""What stands apart on a card: a dispatcher's tap takes it over, or leaves it."""

from dataclasses import replace
from datetime import datetime

from alerts.incidents import card, desk
from alerts.incidents.card_apart import facts_mark
from alerts.incidents.correcting import DeskChange, apply, correct_facts
from alerts.incidents.corrections import CorrectedField, Corrections
from alerts.incidents.incident import OPEN, Incident
from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.incidents.report_effects import is_vouched
from alerts.incidents.same_incident import same_place
from alerts.incidents.whose_word import FactApart, facts_apart
from alerts.notices import text
from alerts.people.person import Person
from alerts.places.place import Place
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def use_place(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, number: int
) -> Incident | Refused:
    """Take over the place that stands apart under this number; from then on it is the desk's word."""
    apart = next((one for one in incident.corrections.apart if one.number == number), None)
    if apart is None:
        return Refused(text("refused.changed"))

    def edit(corrections: Corrections) -> Corrections:
        return replace(corrections, apart=tuple(one for one in corrections.apart if one.number != number))

    place = completed(incident.place, apart.place)
    return await apply(uow, now, incident, person, DeskChange(field=CorrectedField.PLACE, edit=edit, place=place))


def completed(standing: Place, told: Place) -> Place:
    """Return the place that stands with the point or the words that it lacks; another place is taken whole."""
    adds_point = told.point is not None and standing.point is None and standing.words
    adds_words = told.words and not standing.words and standing.point is not None
    if adds_point and (not told.words or same_place(Place(words=standing.words), Place(words=told.words))):
        return replace(standing, point=told.point)
    if adds_words and (told.point is None or same_place(standing, told)):
        return replace(standing, words=told.words)
    return told


async def decline_place(uow: UnitOfWork, now: datetime, incident: Incident, number: int) -> Incident | Refused:
    """Leave out the place told under this number: who tells the same again changes nothing."""
    kept = tuple(replace(one, declined=one.declined or one.number == number) for one in incident.corrections.apart)
    return await _remember(uow, now, incident, replace(incident.corrections, apart=kept))


async def use_facts(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, mark: int
) -> Incident | Refused:
    """Take over the facts that stand apart, if they are still those that were offered."""
    apart = await _apart(uow, incident)
    if facts_mark(apart) != mark:
        return Refused(text("refused.changed"))
    return await correct_facts(uow, now, incident, person, {one.name: one.value for one in apart})


async def decline_facts(uow: UnitOfWork, now: datetime, incident: Incident, mark: int) -> Incident | Refused:
    """Leave out the facts that were offered: only others are shown from then on."""
    apart = await _apart(uow, incident)
    if facts_mark(apart) != mark:
        return Refused(text("refused.changed"))
    over = incident.corrections.passed_over | {(one.name, one.value) for one in apart}
    return await _remember(uow, now, incident, replace(incident.corrections, passed_over=over))


async def _apart(uow: UnitOfWork, incident: Incident) -> list[FactApart]:
    said = await REPORTS(uow).taps(incident.id)
    return facts_apart(said, incident.corrections, vouched=await is_vouched(uow, incident))


async def _remember(uow: UnitOfWork, now: datetime, incident: Incident, corrections: Corrections) -> Incident | Refused:
    if incident.state not in OPEN:
        return Refused(await desk.over(uow, incident))
    changed = await INCIDENTS(uow).change(incident, corrections=corrections)
    if changed is None:
        return Refused(text("refused.changed"))
    await card.show(uow, now, changed)
    return changed
