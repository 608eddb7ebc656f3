"""Sending an alert as it was shown: to who is asked to go there, to everybody else, and to their groups."""

from dataclasses import replace
from datetime import datetime

from alerts.incidents import alert_texts
from alerts.incidents.alert_snapshots import audiences
from alerts.incidents.draft import AlertSnapshot
from alerts.work.running_tests import RUNNING_TESTS
from alerts.work.unit_of_work import UnitOfWork


async def send_alert(
    uow: UnitOfWork, now: datetime, shown: AlertSnapshot, incident_id: int, expires_at: datetime
) -> int:
    """Send both texts until `expires_at`; return how many people they are sent to, groups not counted."""
    goers, others = audiences(shown)
    # A test that comes behind the alert would say that it was none.
    await RUNNING_TESTS(uow).withdraw(goers.town_id)
    for_community = alert_texts.for_community(incident_id, shown, expires_at)
    await uow.mail.to_groups(for_community, goers.town_id, now)
    for_responders = alert_texts.for_responders(incident_id, shown, expires_at)
    # There nobody can tap: each of them answers what they get themselves.
    await uow.mail.to_groups(replace(for_responders, choices=()), goers.town_id, now, responders=True)
    told = await uow.mail.broadcast(for_responders, goers, now)
    return told + await uow.mail.broadcast(for_community, others, now)
