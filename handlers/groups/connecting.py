"""The bot was added to a group or channel, or removed from it."""

from alerts.groups import connecting
from alerts.groups.ports import GROUPS
from alerts.notices import Notice, text
from handlers.core.inbound import InboundKind
from handlers.core.turn import Turn


async def changed(turn: Turn) -> None:
    """A coordinator is asked in private for which town it is; anybody else's group stays unconnected."""
    inbound = turn.inbound
    if inbound.kind is InboundKind.GROUP_REMOVED:
        await GROUPS(turn.uow).removed(inbound.line_id, inbound.chat)
    elif connecting.may_connect(turn.person):
        group = await GROUPS(turn.uow).added(inbound.line_id, inbound.chat, inbound.text)
        await connecting.ask_town(turn.uow, turn.now, turn.person, group)


async def tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """group.town:<group>:<town>, group.no:<group>."""
    del notice
    if words[0] == "no":
        await turn.acknowledge(text("group.not_connected"))
        return
    result = await connecting.connect(turn.uow, turn.now, turn.person, int(words[1]), int(words[2]))
    await turn.reply(Notice(parts=(result,)))
