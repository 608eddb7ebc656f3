"""The desk corrected the town of an alert that was sent: the town where it is gets the alert too, as previewed."""

import secrets
from dataclasses import replace
from datetime import datetime

from alerts.incidents import card, deadlines, preview, timings
from alerts.incidents.alert_snapshots import take_snapshot, with_audience
from alerts.incidents.correcting_taps import LeaveCorrecting, SendToTown
from alerts.incidents.draft import AlertSnapshot, Draft, what_changed
from alerts.incidents.incident import Incident
from alerts.incidents.ports import INCIDENTS
from alerts.incidents.preview import Previewed
from alerts.incidents.sending_alert import send_alert
from alerts.incidents.told import told_ids
from alerts.notices import Notice, Text, text
from alerts.places.phrase import phrase
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork


async def show(uow: UnitOfWork, now: datetime, incident: Incident, language: str) -> Previewed | Refused:
    """Show both texts and whom they reach: everybody of that town who was not told before."""
    if not incident.other_town_waits or incident.basis is None:
        return Refused(text("refused.changed"))
    draft = Draft(incident_id=incident.id, basis=incident.basis, ticket=secrets.token_hex(4), tasks=incident.tasks)
    shown = await _snapshot(uow, now, draft, incident)
    send = SendToTown(draft.ticket).choice(text("choice.send"))
    ask = Notice(
        parts=(text("preview.ready", number=shown.number, place=phrase(shown.place), people=shown.people),),
        choices=((send, LeaveCorrecting().choice(text("choice.back"))),),
        subject_id=incident.id,
    )
    return Previewed(draft=replace(draft, shown=shown), notices=(*preview.both_texts(draft, shown, language), ask))


async def _snapshot(uow: UnitOfWork, now: datetime, draft: Draft, incident: Incident) -> AlertSnapshot:
    """Return what that town would be told now; who was told before is left out, they hear the correction."""
    shown = await take_snapshot(uow, now, draft, incident)
    told = await uow.mail.told_persons(await told_ids(uow, incident))
    return await with_audience(uow, replace(shown, silent=tuple(sorted({*shown.silent, *told}))))


async def send(
    uow: UnitOfWork, now: datetime, draft: Draft, incident: Incident, language: str
) -> Text | Refused | Previewed:
    """Alert that town, with what was shown; where that is not so any more, nothing goes out and it is shown anew."""
    shown = draft.shown
    if not incident.other_town_waits or shown is None:
        return Refused(text("refused.changed"))
    present = await _snapshot(uow, now, draft, incident)
    if what_changed(shown, present, (shown.basis,), (await uow.network()).zone):
        fresh = await show(uow, now, incident, language)
        if isinstance(fresh, Refused):
            return fresh
        why = Notice(parts=(text("refused.correction"),), subject_id=incident.id)
        return replace(fresh, notices=(why, *fresh.notices))
    expires_at = now + timings.ALERT_LASTS
    corrections = replace(incident.corrections, alerted_town_id=incident.town_id)
    alerted = await INCIDENTS(uow).change(incident, corrections=corrections, expires_at=expires_at)
    if alerted is None:
        return Refused(text("refused.changed"))
    await uow.deadlines.set(deadlines.ALERT_EXPIRES, alerted.id, expires_at)
    people = await send_alert(uow, now, replace(shown, silent=present.silent), alerted.id, expires_at)
    await card.show(uow, now, alerted)
    return text("toast.sent", number=alerted.number, people=people)
