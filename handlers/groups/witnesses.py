"""A town's witnesses' group on Telegram: for whom it is, links to it, and who is put out of it."""

from alerts.groups import join_links, taking_out
from alerts.groups.group import GroupReader
from alerts.groups.responder_group import choose_reader
from alerts.groups.taps import ForEverybody, ForWitnesses, LetAccountStay, TakeAccountOut
from alerts.notices import Notice
from handlers.core.turn import Turn


async def group(turn: Turn, _: str) -> None:
    """Have a personal link to each witnesses' group of theirs sent."""
    await turn.reply(await join_links.ask_for_links(turn.uow, turn.person))


async def for_witnesses(turn: Turn, tap: ForWitnesses) -> None:
    """Make it the witnesses' group."""
    await _choose(turn, tap.group, GroupReader.RESPONDERS)


async def for_everybody(turn: Turn, tap: ForEverybody) -> None:
    """Make it everybody's group again."""
    await _choose(turn, tap.group, GroupReader.COMMUNITY)


async def _choose(turn: Turn, group_id: int, reader: GroupReader) -> None:
    chosen = await choose_reader(turn.uow, turn.now, turn.person, group_id, reader)
    await turn.reply(chosen or Notice.of("refused.role"))


async def take_out(turn: Turn, tap: TakeAccountOut) -> None:
    """Put an account out of the witnesses' group."""
    await turn.acknowledge(await taking_out.take_out(turn.uow, turn.now, turn.person, tap.account))


async def let_stay(turn: Turn, tap: LetAccountStay) -> None:
    """Let an account be in the witnesses' group."""
    await turn.acknowledge(await taking_out.let_stay(turn.uow, turn.now, turn.person, tap.account))
