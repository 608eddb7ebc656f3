"""The correction of an alert that was sent: what it says, and that it goes to exactly those who were told."""

import zlib
from dataclasses import dataclass, replace
from datetime import datetime

from alerts.incidents import card
from alerts.incidents.closing import people_who_hear, send_to_told
from alerts.incidents.correcting_taps import LeaveCorrecting, SendCorrection
from alerts.incidents.corrections import CorrectedField
from alerts.incidents.fact_texts import in_one_text
from alerts.incidents.incident import Incident, State
from alerts.incidents.outgoing_words import place_for_everybody, place_for_sent
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.practice import announced_of
from alerts.incidents.report_effects import known_facts
from alerts.incidents.told import told_ids
from alerts.incidents.verifier_texts import where
from alerts.notices import BLANK, Kind, Lane, Notice, Quote, Text, text
from alerts.people.person import DESK, Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class CorrectionTexts:
    """What both readers of an alert are told of its correction."""

    responders: tuple[Text, ...]
    community: tuple[Text, ...]

    @property
    def mark(self) -> int:
        """A number that stands for exactly these texts: what was previewed, and nothing else, is sent."""
        return zlib.crc32(repr((self.responders, self.community)).encode())


async def texts_of(uow: UnitOfWork, incident: Incident) -> CorrectionTexts | None:
    """Make the texts of what those who were told have not heard yet; None where there is nothing."""
    untold = incident.corrections.untold
    if incident.state is not State.CONFIRMED or not untold:
        return None
    network = await uow.network()
    town = network.town(incident.town_id)
    told = network.town(incident.corrections.told_town_id) or town
    both: list[Text] = []
    if CorrectedField.TOWN in untold and town:
        both.append(text("correction.town", town=town.name))
    if CorrectedField.TIME in untold:
        both.append(text("verify.observed", at=incident.observed_at))
    if CorrectedField.FACTS in untold:
        facts = in_one_text((await known_facts(uow, incident)).items())
        both.append(text("alert.known", facts=facts) if facts is not None else text("correction.no_facts"))
    moved = CorrectedField.PLACE in untold or CorrectedField.TOWN in untold
    place = place_for_sent(uow, incident.place)
    task = (where(place) if place.usable else text("verify.wait"),) if moved else ()
    wide = (_area(uow, incident),) if moved and CorrectedField.PLACE in untold else ()
    first = await announced_of(uow, incident)
    head = "correction.moved" if moved and place.usable else "correction.head"
    return CorrectionTexts(
        responders=(*first, text(head, number=incident.number), *task, *both),
        community=(
            *first,
            text("correction.community", town=told.name if told else ""),
            *wide,
            *both,
            text("community.dont_come"),
        ),
    )


def _area(uow: UnitOfWork, incident: Incident) -> Text:
    place = place_for_everybody(uow, incident.place).words
    return text("community.area", area=Quote(place, 80)) if place else text("correction.no_area")


async def offer(uow: UnitOfWork, incident: Incident) -> Notice | None:
    """Show what would go out, in the dispatcher's own language, with the tap that sends it; None for nothing."""
    texts = await texts_of(uow, incident)
    if texts is None:
        return None
    people = await people_who_hear(uow, incident)
    sure = text("correction.sure", number=incident.number, people=people)
    send = SendCorrection(texts.mark).choice(text("choice.send_correction"))
    return Notice(
        parts=(
            sure,
            BLANK,
            text("preview.responders"),
            *texts.responders,
            BLANK,
            text("preview.community"),
            *texts.community,
        ),
        choices=((send, LeaveCorrecting().choice(text("choice.back"))),),
        subject_id=incident.id,
    )


async def send(uow: UnitOfWork, now: datetime, incident: Incident, mark: int) -> Text | Refused:
    """Send the correction to exactly those who were told, if it is still the one that was previewed (`mark`)."""
    texts = await texts_of(uow, incident)
    if texts is None or texts.mark != mark:
        return Refused(text("refused.correction"))
    corrections = replace(incident.corrections, untold=frozenset(), told_place=incident.place)
    sent = await INCIDENTS(uow).change(incident, corrections=corrections)
    if sent is None:
        return Refused(text("refused.changed"))
    ids = await told_ids(uow, sent)
    people = await send_to_told(uow, now, ids, _notice(sent, texts.responders), _notice(sent, texts.community))
    await card.show(uow, now, sent)
    return text("toast.corrected", number=sent.number, people=people)


def _notice(incident: Incident, parts: tuple[Text, ...]) -> Notice:
    return Notice(parts=parts, kind=Kind.CORRECTION, lane=Lane.ALERT, subject_id=incident.id, refers=True)


async def corrected_by(uow: UnitOfWork, incident_id: int | None, person: Person) -> Incident | Refused:
    """Return the incident to who may correct its alert: the desk of its town, and of the town that was told."""
    incident = await INCIDENTS(uow).get(incident_id) if incident_id is not None else None
    if incident is None:
        return Refused(text("refused.role"))
    told_town = incident.corrections.told_town_id
    if person.has(DESK, incident.town_id) or (told_town is not None and person.has(DESK, told_town)):
        return incident
    return Refused(text("refused.role"))
