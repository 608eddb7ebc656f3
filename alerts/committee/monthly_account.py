"""The committee's plain account: on the first of each month, how much of what was done in the month before."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from alerts.audit.deed import Action
from alerts.audit.ports import AUDIT_LOG
from alerts.notices import Lane, Notice, text
from alerts.people.person import COMMITTEE
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

ACCOUNT_DUE = Deadline("committee account", insistent=True)
HOUR = 9
"""Of the local morning (our choice)."""
COUNTED = (
    Action.INVITED, Action.JOINED, Action.LET_IN, Action.DECLINED, Action.ROLE_TAKEN, Action.SUSPENDED, Action.LIFTED,
    Action.BANNED, Action.UNBANNED, Action.GROUP_CONNECTED, Action.SENT, Action.CANCELLED, Action.DISMISSED,
    Action.MUTED,
)  # fmt: skip
"""What it counts, in this order: who came in and was put out, and what went out to people."""


def month_of(now: datetime, zone: ZoneInfo) -> datetime:
    """Return when the month of `now` began in that zone, on its first morning. Aware."""
    local = now.astimezone(zone)
    first = local.replace(day=1, hour=HOUR, minute=0, second=0, microsecond=0)
    return first if first <= local else month_of(first.replace(day=1) - timedelta(days=1), zone)


def next_month(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the first morning of a month that comes after `now`, in that zone. Aware."""
    return month_of(month_of(now, zone) + timedelta(days=32), zone)


async def schedule_account(uow: UnitOfWork, now: datetime) -> None:
    """See to it that the next account goes; where it stands already, it stays."""
    await uow.deadlines.set_latest(ACCOUNT_DUE, 0, next_month(now, (await uow.network()).zone))


async def send_account(uow: UnitOfWork, now: datetime, _: int) -> None:
    """Send the committee what was done in the month before, and set the next one; without a committee none is sent."""
    members = await uow.people.with_role(COMMITTEE, None)
    if not members:
        return
    zone = (await uow.network()).zone
    until = month_of(now, zone)
    notice = await account_notice(uow, month_of(until - timedelta(days=1), zone), until)
    await uow.mail.to_persons([one.id for one in members], notice.only(COMMITTEE), now)
    await uow.deadlines.set(ACCOUNT_DUE, 0, next_month(now, zone))


async def account_notice(uow: UnitOfWork, since: datetime, until: datetime) -> Notice:
    """Return how often each thing was done from `since` until before `until`: no name, no place, nobody's words."""
    counts = await AUDIT_LOG(uow).counts(since, until)
    lines = [
        text("committee.count", what=text(f"committee.did.{action}"), n=counts[action])
        for action in COUNTED
        if counts.get(action)
    ]
    head = text("committee.account" if lines else "committee.account_nothing", since=since)
    return Notice(parts=(head, *lines), lane=Lane.REST)
