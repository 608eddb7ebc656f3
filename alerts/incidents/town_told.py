"""A reporter says in which town it is, where only their own had been noted."""

from datetime import datetime

from alerts.incidents import card, desk, telling_verifiers, verifier_rings
from alerts.incidents.correcting_town import hand_over
from alerts.incidents.corrections import CorrectedField
from alerts.incidents.incident import UNDECIDED, Incident, Report
from alerts.incidents.observations import observations
from alerts.incidents.ports import INCIDENTS, REPORTS, VERIFICATIONS
from alerts.notices import Notice
from alerts.work.unit_of_work import UnitOfWork


async def town_told(
    uow: UnitOfWork, now: datetime, incident: Incident, report: Report, name: str, town_id: int | None
) -> Incident:
    """Ring the desk with the town that the reporter names; it is that town's where nobody else has a say in it.

    `town_id`: None for a town outside the network. What the desk set, what others reported or a responder saw too, and
    what was decided, stays where it is: the desk says so. So does what would go to a desk at which nobody is.
    """
    town = (await uow.network()).town(incident.town_id)
    before = town.name if town else ""
    told = Notice.of("desk.town_corrects", number=incident.number, n=report.number, town=name, before=before)
    await desk.ring(uow, now, incident, told)
    alone = (await REPORTS(uow).tally(incident.id)).people == 1
    seen = (await observations(uow, incident)).observed
    free = alone and not seen and incident.state in UNDECIDED and CorrectedField.TOWN not in incident.corrections.fields
    if town_id is None or not free or not (await desk.desk_contacts(uow, now, town_id)).everybody:
        return incident
    asked = await VERIFICATIONS(uow).of(incident.id)
    changed = await INCIDENTS(uow).change(incident, town_id=town_id, town_proposed=False)
    if changed is None:
        return incident
    await telling_verifiers.tell_of_correction(uow, now, changed)
    changed = await hand_over(uow, now, changed)
    if asked:
        await verifier_rings.ask(uow, now, changed, by_desk=True)
        await card.show(uow, now, changed)
    return changed
