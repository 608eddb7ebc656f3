"""Who was asked to look hears at once where it is, when the desk corrected that."""

from datetime import datetime

from alerts.incidents import timings
from alerts.incidents.incident import Incident, VerifierState
from alerts.incidents.outgoing_words import as_sent
from alerts.incidents.ports import VERIFICATIONS
from alerts.incidents.practice import announced_of
from alerts.incidents.silence import silent
from alerts.incidents.verifier_texts import on_the_way, pin, where
from alerts.notices import Kind, Lane, Notice, Text, text
from alerts.work.unit_of_work import UnitOfWork

CONCERNED = frozenset({VerifierState.ASKED, VerifierState.GOING, VerifierState.SEEN})


async def tell_of_correction(uow: UnitOfWork, now: datetime, incident: Incident) -> None:
    """Tell whoever was asked and may go, save who got the alert: they hear the correction of that.

    Nor who said that it is not safe to write to them.
    """
    told = await uow.mail.told_persons([incident.id])
    looks = [look for look in await VERIFICATIONS(uow).of(incident.id) if look.state in CONCERNED]
    whom = sorted({look.person_id for look in looks} - told - await silent(uow, [incident.id]))
    if not whom:
        return
    incident = as_sent(uow, incident)
    town = (await uow.network()).town(incident.town_id)
    known = incident.place.usable
    practice = await announced_of(uow, incident)
    there = (
        where(incident.place) if known else text("verify.wait"),
        *((text("correction.town", town=town.name),) if town else ()),
    )
    asks = text("verify.corrected" if known else "correction.head", number=incident.number)
    moves = on_the_way("verify.moved" if known else "verify.stop", incident)
    going = {look.person_id for look in looks if look.state is VerifierState.GOING} & set(whom)
    to_others = _correction(incident, now, (*practice, asks, *there))
    await uow.mail.to_persons(sorted(set(whom) - going), to_others, now)
    await uow.mail.to_persons(sorted(going), _correction(incident, now, (moves, *practice, *there)), now)
    for here in pin(incident):
        await uow.mail.to_persons(sorted(going), here, now)


def _correction(incident: Incident, now: datetime, parts: tuple[Text, ...]) -> Notice:
    return Notice(
        parts=parts,
        kind=Kind.ASK,
        lane=Lane.ALERT,
        subject_id=incident.id,
        expires_at=now + timings.ASK_LASTS,
        internal=True,
    )
