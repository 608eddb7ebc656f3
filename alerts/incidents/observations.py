"""What speaks for an incident and what against it: who saw it, who looked and found nothing, who reported it."""

from collections.abc import Iterable
from dataclasses import dataclass

from alerts.incidents.corrections import CorrectedField
from alerts.incidents.incident import Basis, Incident, PickedBy, Report, Verification, VerifierState
from alerts.incidents.ports import INCIDENTS, REMOTE_CHECKS, REPORTS, VERIFICATIONS
from alerts.incidents.remote_check import RemoteCheck, speaking_against
from alerts.incidents.salute import took_back
from alerts.people.person import Person, Role
from alerts.work.unit_of_work import UnitOfWork

SEPARATE = 2
"""So many people must have reported it for "two separate reporters"."""


@dataclass(frozen=True, kw_only=True)
class Observations:
    """What is known of an incident's truth at this moment."""

    observers: tuple[Verification, ...] = ()
    """Looks of trained people whose last word is that they see it; the latest last."""
    found_nothing: tuple[Verification, ...] = ()
    """Looks of trained people whose last word is that nothing is there; the latest last."""
    against_from_afar: tuple[RemoteCheck, ...] = ()
    """What the desk found out from afar that speaks against it."""
    reporters: int = 0
    """How many different people reported it, and have not taken it back."""
    took_back: int = 0
    """How many people took back what they had reported."""

    @property
    def observed(self) -> bool:
        """Whether a trained observer says that they see it."""
        return bool(self.observers)

    @property
    def bases(self) -> tuple[Basis, ...]:
        """Why it may be confirmed: for the observer where there is one, else for whatever a dispatcher can vouch for.

        The other reasons all tell readers that no trained observer is there yet.
        """
        if self.observed:
            return (Basis.OBSERVER,)
        two = (Basis.TWO,) if self.reporters >= SEPARATE else ()
        return (Basis.PHOTO, *two, Basis.INSIDE)


async def observations(uow: UnitOfWork, incident: Incident) -> Observations:
    """Weigh what is known of an incident and of what was merged into it.

    Who left the network, or is no trained responder any more, counts neither for it nor against it.
    """
    ids = [incident.id, *(child.id for child in await INCIDENTS(uow).children(incident.id))]
    looks = [look for id_ in ids for look in await VERIFICATIONS(uow).of(id_)]
    said = [look for look in looks if look.state in (VerifierState.SEEN, VerifierState.NOTHING)]
    people = {look.person_id: await uow.people.get(look.person_id) for look in said}
    counting = [look for look in said if still_trained(people[look.person_id], incident, look)]
    back = took_back(await REPORTS(uow).taps(incident.id))
    return Observations(
        observers=_latest_last(look for look in counting if look.state is VerifierState.SEEN),
        found_nothing=_latest_last(look for look in counting if look.state is VerifierState.NOTHING),
        against_from_afar=speaking_against(await REMOTE_CHECKS(uow).of(ids)),
        reporters=len(await REPORTS(uow).reporters(incident.id) - back),
        took_back=len(back),
    )


async def stands_without(uow: UnitOfWork, incident: Incident, report: Report) -> bool:
    """Say whether others stand by it when this report is taken back.

    Where somebody known reported it, only who is known counts.
    """
    tally = await REPORTS(uow).tally(incident.id)
    back = [one for one in await REPORTS(uow).taps(incident.id) if one.facts.get("kind") == "back"]
    known = tally.verified - sum(one.verified for one in back)
    return known > 0 or (not report.verified and not tally.verified and tally.people > len(back))


async def without_observer(uow: UnitOfWork, incident: Incident, look: Verification) -> Incident:
    """Return the incident without what this look, which was taken back, had said of who saw it and when."""
    left = (await observations(uow, incident)).observers
    observed_at = incident.observed_at
    if observed_at == look.answered_at:
        # Unless the desk corrected the time meanwhile, it is that of whoever else sees it, else of the first report.
        first = await REPORTS(uow).first(incident.id, 1)
        times = [one.answered_at for one in left[-1:]] + [report.seen_at or report.received_at for report in first]
        observed_at = next((at for at in times if at is not None), observed_at)
    observer_id = left[-1].person_id if left else None
    return await INCIDENTS(uow).change(incident, observer_id=observer_id, observed_at=observed_at) or incident


def still_trained(person: Person | None, incident: Incident, look: Verification | None = None) -> bool:
    """Say whether they are a trained responder of its town still.

    Where the desk corrected the town, of whichever: they were asked for the one before. So who was asked as a
    neighboring town's.
    """
    if person is None or person.stopped_at is not None:
        return False
    elsewhere = look is not None and look.picked_by is PickedBy.NEIGHBOR
    anywhere = elsewhere or CorrectedField.TOWN in incident.corrections.fields
    return person.has(frozenset({Role.RESPONDER}), None if anywhere else incident.town_id)


def _latest_last(looks: Iterable[Verification]) -> tuple[Verification, ...]:
    return tuple(sorted(looks, key=lambda look: (look.answered_at or look.asked_at, look.id)))
