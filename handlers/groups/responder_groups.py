"""A town's responders' group on Telegram: for whom it is, links to it, and who is put out of it."""

from alerts.groups import join_links, taking_out
from alerts.groups.group import GroupReader
from alerts.groups.responder_group import choose_reader
from alerts.groups.taps import LetAccountStay, ReadByEverybody, ReadByResponders, TakeAccountOut
from alerts.notices import Notice
from handlers.core.turn import Turn


async def group(turn: Turn, _: str) -> None:
    """Have a personal link to each responders' group of theirs sent."""
    await turn.reply(await join_links.ask_for_links(turn.uow, turn.person))


async def for_responders(turn: Turn, tap: ReadByResponders) -> None:
    """Make it the responders' group."""
    await _choose(turn, tap.group, GroupReader.RESPONDERS)


async def for_everybody(turn: Turn, tap: ReadByEverybody) -> None:
    """Make it everybody's group again."""
    await _choose(turn, tap.group, GroupReader.COMMUNITY)


async def _choose(turn: Turn, group_id: int, reader: GroupReader) -> None:
    chosen = await choose_reader(turn.uow, turn.now, turn.person, group_id, reader)
    await turn.reply(chosen or Notice.of("refused.role"))


async def take_out(turn: Turn, tap: TakeAccountOut) -> None:
    """Put an account out of the responders' group."""
    await turn.acknowledge(await taking_out.take_out(turn.uow, turn.now, turn.person, tap.account))


async def let_stay(turn: Turn, tap: LetAccountStay) -> None:
    """Let an account be in the responders' group."""
    await turn.acknowledge(await taking_out.let_stay(turn.uow, turn.now, turn.person, tap.account))
