"""Carrying out a reversal: after a second dispatcher's yes, or alone with a reason that coordinators are told."""

from datetime import datetime

from alerts.audit.deed import Action
from alerts.incidents import closing, desk, reopening
from alerts.incidents.asking_neighbors import ask_neighbors
from alerts.incidents.incident import Incident, OtherAgency
from alerts.incidents.lifecycle import Event
from alerts.incidents.recording_decisions import record_decision
from alerts.incidents.reversal import AgreeToReverse, RefuseToReverse, Reversal, mark_of
from alerts.notices import Notice, Quote, Text, text
from alerts.people.person import COORDINATOR, DESK, Person
from alerts.places.phrase import phrase
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

LONGEST_REASON = 300
"""Characters of a reason, as coordinators are shown it."""
_ENDS = {
    Reversal.CANCEL: (Event.CANCEL, OtherAgency.OTHERS),
    Reversal.POLICE: (Event.NOT_IMMIGRATION, OtherAgency.POLICE),
    Reversal.OTHERS: (Event.NOT_IMMIGRATION, OtherAgency.OTHERS),
}


async def ask_others(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, what: Reversal, others: list[int]
) -> None:
    """Ask these for a second yes; what is wanted, and who wants it, comes first."""
    said = text(
        f"second.ask.{what}",
        number=incident.number,
        name=await desk.name_of(uow, person.id),
        place=phrase(incident.place if what is Reversal.NEIGHBORS else closing.place_told(incident)),
        people=await closing.people_who_hear(uow, incident),
    )
    yes = AgreeToReverse(what, person.id, mark_of(incident, what)).choice(text("choice.second.yes"))
    no = RefuseToReverse(what, person.id).choice(text("choice.no"))
    notice = Notice(parts=(said,), choices=((yes, no),), subject_id=incident.id, internal=True)
    await uow.mail.to_persons(others, notice, now)
    await record_decision(uow, now, Action.SECOND_ASKED, incident, person)


async def agree(
    uow: UnitOfWork, now: datetime, incident: Incident, second: Person, tap: AgreeToReverse
) -> Text | Refused:
    """Carry out what the first one wants, in their name, if they are at this desk still and are somebody else."""
    first = await uow.people.get(tap.by)
    if first is None or not first.has(DESK, incident.town_id) or tap.mark != mark_of(incident, tap.reversal):
        return Refused(text("choose.stale"))
    if first.was_one_with(second):
        return Refused(text("refused.second.same"))
    done = await carry_out(uow, now, incident, first, tap.reversal)
    if isinstance(done, Text):
        await record_decision(uow, now, Action.SECOND_AGREED, incident, second)
        name = await desk.name_of(uow, second.id)
        agreed = text("second.agreed", number=incident.number, name=name)
        await uow.mail.to_person(first.id, Notice(parts=(agreed,), subject_id=incident.id, internal=True), now)
    return done


async def refuse(uow: UnitOfWork, now: datetime, incident: Incident, second: Person, tap: RefuseToReverse) -> Text:
    """Tell the first one who does not agree; they may do it alone, with a reason."""
    said = text("second.refused", number=incident.number, name=await desk.name_of(uow, second.id))
    await uow.mail.to_person(tap.by, Notice(parts=(said,), subject_id=incident.id, internal=True), now)
    return text("toast.second.no")


async def reverse_alone(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, what: Reversal, reason: str
) -> Text | Refused:
    """Carry it out without a second yes; all coordinators hear who did, what and why."""
    done = await carry_out(uow, now, incident, person, what)
    if isinstance(done, Refused):
        return done
    await record_decision(uow, now, Action.REVERSED_ALONE, incident, person)
    name = await desk.name_of(uow, person.id)
    words = Quote(reason, LONGEST_REASON)
    told = text(f"second.alone.{what}", number=incident.number, name=name, reason=words)
    coordinators = [one.id for one in await uow.people.with_role(COORDINATOR, None) if not one.was_one_with(person)]
    await uow.mail.to_persons(coordinators, Notice(parts=(told,), internal=True), now)
    return done


async def carry_out(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, what: Reversal
) -> Text | Refused:
    """Do it, in the hands of who wants it."""
    if what is Reversal.REOPEN:
        return await reopening.reopen(uow, now, incident, person)
    if what is Reversal.NEIGHBORS:
        return await ask_neighbors(uow, now, incident, person)
    event, instead = _ENDS[what]
    return await closing.end(uow, now, incident, person, event, instead)
