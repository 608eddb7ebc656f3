"""A coordinator asks that an incident be kept longer, or no longer; an attorney says yes or no.

docs/decisions/0055-legal-hold.md says why it takes both.
"""

from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.incidents.incident import Incident
from alerts.incidents.merged_into import survivor
from alerts.incidents.ports import INCIDENTS
from alerts.legal_hold.attorneys import attorneys_but, is_attorney
from alerts.legal_hold.disclosing import disclose
from alerts.legal_hold.hold_end import let_go, set_ends
from alerts.legal_hold.legal_hold import ANSWERED_WITHIN, HoldSpan, LegalHold
from alerts.legal_hold.ports import LEGAL_HOLDS
from alerts.legal_hold.taps import ApproveHold, RefuseHold
from alerts.notices import Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import COORDINATOR, Person
from alerts.trust.announcing import tell_on_every_app, where_it_counts
from alerts.trust.asking_limits import asks_too_often
from alerts.work.deadline import Deadline
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

UNANSWERED = Deadline("legal hold unanswered")
ASKED_LATELY = Deadline("legal hold asked lately", insistent=True)
"""Of an incident: while it stands, to ask once more keeps nothing."""
KEPT_BY_ASKING_EVERY = timedelta(days=30)
"""So long after the asking alone kept an incident it does not again (our choice): by then it is erased."""


async def incident_numbered(uow: UnitOfWork, number: int, by: Person) -> Incident | Refused:
    """Return the incident of this number that can be kept, or the one it was merged into."""
    found = await INCIDENTS(uow).numbered(number)
    if found is None:
        return Refused(text("legal_hold.none", number=number))
    incident = await survivor(uow, found)
    if not by.has(COORDINATOR, incident.town_id):
        return Refused(text("refused.role"))
    if await LEGAL_HOLDS(uow).is_purged(incident.id):
        return Refused(text("legal_hold.purged", number=incident.number))
    return incident


async def ask(uow: UnitOfWork, now: datetime, incident_id: int, span: HoldSpan, by: Person) -> Text | Refused:
    """Ask the attorneys to let it be kept for so long from now."""
    incident = await INCIDENTS(uow).get(incident_id)
    if incident is None or await LEGAL_HOLDS(uow).is_purged(incident_id):
        return Refused(text("choose.stale"))
    return await _ask(uow, now, incident, by, now + timedelta(days=int(span)))


async def ask_end(uow: UnitOfWork, now: datetime, hold_id: int, by: Person) -> Text | Refused:
    """Ask the attorneys whether it may end now."""
    hold = await LEGAL_HOLDS(uow).get(hold_id)
    incident = await INCIDENTS(uow).get(hold.incident_id) if hold is not None else None
    if incident is None:
        return Refused(text("legal_hold.over"))
    return await _ask(uow, now, incident, by, None)


async def _ask(
    uow: UnitOfWork, now: datetime, incident: Incident, by: Person, until: datetime | None
) -> Text | Refused:
    if not by.has(COORDINATOR, incident.town_id):
        return Refused(text("refused.role"))
    attorneys = await attorneys_but(uow, by)
    if not attorneys:
        return Refused(text("legal_hold.no_attorney"))
    too_often = await asks_too_often(uow, now, by, Action.HOLD_ASKED)
    if too_often is not None:
        return too_often
    hold = await _kept_as_asked(uow, now, incident, by, until)
    asked_by = Deed(action=Action.HOLD_ASKED, by_id=by.id, town_id=incident.town_id, incident=incident.number)
    await record(uow, now, asked_by)
    town = where_it_counts(await uow.network(), incident.town_id)
    said = {"name": named(by), "number": incident.number, "town": town}
    asked = text("legal_hold.asks", **said, until=until) if until is not None else text("legal_hold.asks_end", **said)
    rows = (
        (ApproveHold(hold.id).choice(text("choice.legal_hold.yes")),),
        (RefuseHold(hold.id).choice(text("choice.legal_hold.no")),),
    )
    await uow.mail.to_persons([one.id for one in attorneys], Notice(parts=(asked,)).with_choices(*rows), now)
    keeps = until is None or hold.held_until(now) is not None
    return text("legal_hold.asked" if keeps else "legal_hold.asked_again", names=tuple(named(one) for one in attorneys))


async def _kept_as_asked(
    uow: UnitOfWork, now: datetime, incident: Incident, by: Person, until: datetime | None
) -> LegalHold:
    """Keep what is asked. The asking alone keeps an incident for a week, and once: else one person could for good.

    Who asks again meanwhile, or after a no, only asks.
    """
    before = await LEGAL_HOLDS(uow).of(incident.id)
    stands = before is not None and before.asked_until is not None
    is_new = until is not None and not stands and incident.id not in await uow.deadlines.standing(ASKED_LATELY)
    kept_since = now if is_new else before.asked_at if before is not None and stands else None
    hold = await LEGAL_HOLDS(uow).ask(incident.id, by.id, until, kept_since)
    if not stands:
        await uow.deadlines.set(UNANSWERED, hold.id, now + ANSWERED_WITHIN)
    if is_new:
        await uow.deadlines.set(ASKED_LATELY, incident.id, now + KEPT_BY_ASKING_EVERY)
    return hold


async def approve(uow: UnitOfWork, now: datetime, hold_id: int, by: Person) -> Text | Refused:
    """Do what was asked, as an attorney says yes; coordinators and committee hear it."""
    found = await _answered(uow, hold_id, by)
    if isinstance(found, Refused):
        return found
    hold, incident = found
    asker = await uow.people.get(hold.asked_by_id) if hold.asked_by_id is not None else None
    said = {
        "number": incident.number,
        "name": named(by),
        "asker": named(asker) if asker else text("legal_hold.somebody"),
    }
    if hold.asked_until is None:
        await let_go(uow, now, hold, incident)
        told, action = text("legal_hold.ended_by", **said), Action.HOLD_ENDED
    else:
        await LEGAL_HOLDS(uow).grant(hold.id, hold.asked_until)
        await uow.deadlines.call_off(incident.id, ASKED_LATELY)
        await set_ends(uow, now, hold.id, hold.asked_until)
        told, action = text("legal_hold.begun", **said, until=hold.asked_until), Action.HOLD_BEGUN
    await record(uow, now, Deed(action=action, by_id=by.id, town_id=incident.town_id, incident=incident.number))
    await disclose(uow, now, told, but=[by.id])
    return told


async def refuse(uow: UnitOfWork, now: datetime, hold_id: int, by: Person) -> Text | Refused:
    """Leave it as it was, as an attorney says no; who asked hears it."""
    found = await _answered(uow, hold_id, by)
    if isinstance(found, Refused):
        return found
    hold, incident = found
    await LEGAL_HOLDS(uow).answer(hold.id)
    told = text("legal_hold.refused", name=named(by), number=incident.number)
    if hold.asked_by_id is not None:
        await tell_on_every_app(uow, now, hold.asked_by_id, Notice(parts=(told,)))
    return told


async def lapse(uow: UnitOfWork, now: datetime, hold_id: int) -> None:
    """Tell who asked that no attorney answered; nothing is asked any more."""
    hold = await LEGAL_HOLDS(uow).get(hold_id)
    incident = await INCIDENTS(uow).get(hold.incident_id) if hold is not None else None
    if hold is None or incident is None or not hold.is_asked:
        return
    await LEGAL_HOLDS(uow).answer(hold.id)
    if hold.asked_by_id is not None:
        told = Notice.of("legal_hold.unanswered", number=incident.number)
        await tell_on_every_app(uow, now, hold.asked_by_id, told)


async def _answered(uow: UnitOfWork, hold_id: int, by: Person) -> tuple[LegalHold, Incident] | Refused:
    """Return what an attorney is asked about, where this is one, and another person than the one who asked."""
    hold = await LEGAL_HOLDS(uow).get(hold_id)
    incident = await INCIDENTS(uow).get(hold.incident_id) if hold is not None else None
    if hold is None or incident is None or not hold.is_asked:
        return Refused(text("legal_hold.over"))
    asker = await uow.people.get(hold.asked_by_id) if hold.asked_by_id is not None else None
    if not await is_attorney(uow, by) or (asker is not None and by.was_one_with(asker)):
        return Refused(text("refused.role"))
    await uow.deadlines.call_off(hold_id, UNANSWERED)
    return hold, incident
