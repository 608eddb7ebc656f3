"""What a dispatcher found out from afar is kept, shown on the card, and told to whoever has the incident in hand."""

from datetime import datetime, timedelta

from alerts.audit.deed import Action
from alerts.incidents import card, desk
from alerts.incidents.incident import OPEN, Incident, State
from alerts.incidents.ports import REMOTE_CHECKS
from alerts.incidents.recording_decisions import record_decision
from alerts.incidents.remote_check import CALLED, RemoteCheck, RemoteOutcome
from alerts.notices import Notice, Text, text
from alerts.people.person import Person
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

_TWICE = timedelta(minutes=1)
"""The same outcome by the same person within this is a second tap, not a second call (our choice)."""
_WORTH_TELLING = frozenset({RemoteOutcome.SEEN, RemoteOutcome.NOTHING, RemoteOutcome.OLD})


async def record_check(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, outcome: RemoteOutcome
) -> Text | Refused:
    """Keep how it came out, as the desk's own observation; return what to answer."""
    if incident.state not in OPEN:
        return Refused(await desk.over(uow, incident))
    noted = text("toast.remote_check", number=incident.number)
    checks = await REMOTE_CHECKS(uow).of([incident.id])
    if any(one.person_id == person.id and one.outcome is outcome and now - one.at < _TWICE for one in checks):
        return noted
    await REMOTE_CHECKS(uow).add(RemoteCheck(incident_id=incident.id, person_id=person.id, outcome=outcome, at=now))
    await record_decision(
        uow, now, Action.CALLED_PLACE if outcome in CALLED else Action.CHECKED_PHOTO, incident, person
    )
    if incident.state is State.VERIFYING and incident.holder_id == person.id:
        # A call is a step: the claim must not lapse over it.
        await desk.watch(uow, now, incident)
    await card.show(uow, now, incident)
    await _tell_holder(uow, now, incident, person, outcome)
    return noted


async def _tell_holder(
    uow: UnitOfWork, now: datetime, incident: Incident, person: Person, outcome: RemoteOutcome
) -> None:
    """Tell whoever has it in hand what another one found out: an edit of the card makes no sound."""
    holder_id = incident.holder_id
    if outcome not in _WORTH_TELLING or holder_id is None or holder_id == person.id:
        return
    if await desk.works_desk(uow, holder_id, incident.town_id):
        told = Notice(
            parts=(text(f"desk.remote.{outcome}", number=incident.number),), subject_id=incident.id, internal=True
        )
        await uow.mail.to_person(holder_id, told, now)
