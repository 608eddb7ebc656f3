"""The bot was added to a group or channel, or removed from it."""

from alerts.groups import bot_membership, connecting
from alerts.groups.ports import GROUPS
from alerts.groups.taps import ConnectTown, DontConnect
from alerts.notices import text
from handlers.core.turn import Turn


async def added(turn: Turn) -> None:
    """Ask a coordinator in private for which town it is; anybody else's group stays unconnected."""
    inbound = turn.inbound
    if not connecting.may_connect(turn.person):
        await bot_membership.put_back(turn.uow, turn.now, inbound.line_id, inbound.chat, inbound.text)
        return
    known = await GROUPS(turn.uow).find(inbound.line_id, inbound.chat)
    if known is None or known.town_id is None or not known.active:
        group = await GROUPS(turn.uow).added(inbound.line_id, inbound.chat, inbound.text)
        await connecting.ask_town(turn.uow, turn.now, turn.person, group)


async def connect(turn: Turn, tap: ConnectTown) -> None:
    """Make it this town's group."""
    await turn.reply(await connecting.connect(turn.uow, turn.now, turn.person, tap.group, tap.town))


async def leave_unconnected(turn: Turn, tap: DontConnect) -> None:
    """Leave it no town's group."""
    await connecting.decline(turn.uow, turn.person, tap.group)
    await turn.acknowledge(text("group.not_connected"))
