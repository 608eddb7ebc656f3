"""Timers by which messages vanish from Signal chats, as the service takes them."""

from alerts.lines.message_timer import VANISH_AFTER
from bot.drill.signal.server import SignalServer
from bot.transports.base import Delivered
from bot.transports.signal.transport import SignalTransport

WEEK = int(VANISH_AFTER.total_seconds())


async def test_the_service_takes_it_for_a_person_and_for_a_group(
    signal: SignalTransport, signal_server: SignalServer
) -> None:
    jean = signal_server.add_user("Jean")
    await jean.says("hello")
    group = await signal.create_group("Valley Northampton", [])
    assert group is not None
    [made] = signal_server.groups
    assert made.expiration == WEEK, "ours has it from the beginning"
    made.expiration = 0
    assert await signal.vanish_after(group, WEEK, group=True) == Delivered("")
    assert made.expiration == WEEK
    assert await signal.vanish_after(jean.uuid, WEEK, group=False) == Delivered("")
    assert jean.expiration == WEEK
