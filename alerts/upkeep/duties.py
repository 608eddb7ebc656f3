"""What the purge does when its deadline passes."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from alerts.incidents.duties import (
    alert_expires,
    claim_lapse,
    claim_nudge,
    purge_incident,
    refresh_card,
    unclaimed,
    verifier_overdue,
)
from alerts.lines import refusals, troubles
from alerts.work.unit_of_work import UnitOfWork

MAIL_EVERY = timedelta(hours=6)
"""How often old letters and inquiries are cleared away."""


async def purge_mail(uow: UnitOfWork, now: datetime, _: int) -> None:
    """Old letters and inquiries go; the next round is set in the same transaction."""
    await uow.chores.purge_mail(now - uow.retention.messages)
    await uow.chores.purge_strangers(now - uow.retention.inquiry)
    await uow.deadlines.set("purge mail", 0, now + MAIL_EVERY)


DUTIES: dict[str, Callable[[UnitOfWork, datetime, int], Awaitable[None]]] = {
    "claim nudge": claim_nudge,
    "claim lapse": claim_lapse,
    "unclaimed": unclaimed,
    "verifier overdue": verifier_overdue,
    "alert expires": alert_expires,
    "card": refresh_card,
    "purge incident": purge_incident,
    "purge mail": purge_mail,
    refusals.SAFETY: refusals.forget,
    refusals.GROUP: refusals.forget,
    **dict(troubles.duties()),
}
"""Every kind of deadline, and what it does."""
