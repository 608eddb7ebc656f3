"""What is old is deleted from private chats on Telegram while the platform still lets us."""

from datetime import datetime, timedelta

from alerts.incidents.held import held_incidents
from alerts.incidents.ports import REPORTS
from alerts.network.retention import Retention
from alerts.upkeep.retention_defaults import MESSAGES
from alerts.work.chat_copies import CHAT_COPIES
from alerts.work.deadline import Deadline
from alerts.work.unit_of_work import UnitOfWork

IN_CHATS = timedelta(hours=46)
"""So long a message stays in a private chat on Telegram; bots can delete for 48 hours."""
EVERY = timedelta(minutes=30)
BEFORE_PURGE = timedelta(hours=1)
"""Where messages are kept for less, they are deleted from chats so long before: the purge forgets what stands there."""
CLEAR_CHATS = Deadline("clear chats", insistent=True)


def in_chats(retention: Retention) -> timedelta:
    """Return how long a message stays in a private chat on Telegram in this network."""
    return min(IN_CHATS, retention.of(MESSAGES) - BEFORE_PURGE)


async def clear_chats(uow: UnitOfWork, now: datetime, _: int) -> None:
    """Let what is old be deleted from chats, and set the next round in the same transaction."""
    before = now - in_chats(await uow.retention())
    held = await held_incidents(uow)
    reporters = {person_id for incident_id in held for person_id in await REPORTS(uow).reporters(incident_id)}
    await CHAT_COPIES(uow).delete_old(before, held, now)
    await CHAT_COPIES(uow).delete_received(before, reporters, now)
    await uow.deadlines.set(CLEAR_CHATS, 0, now + EVERY)
