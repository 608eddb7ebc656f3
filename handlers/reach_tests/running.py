"""A coordinator starts a test after one question; whoever gets it answers with one tap."""

from alerts.network.coordinated_towns import coordinated_towns
from alerts.network.town import Town
from alerts.notices import Notice, text
from alerts.reach_tests import starting
from alerts.reach_tests.confirming_receipt import confirm_receipt
from alerts.reach_tests.result_pages import seen_by, show_results
from alerts.reach_tests.taps import AskToTest, ConfirmReceipt, KeepQuiet, StartTest
from alerts.work.refused import Refused
from handlers.core.coordinated_town import coordinated_town
from handlers.core.turn import Turn


async def ask(turn: Turn, tap: AskToTest) -> None:
    """Ask back with how many people it rings, and say which towns it leaves out and why."""
    towns = await _towns(turn, tap.town)
    if not towns:
        return
    planned = await starting.plan(turn.uow, turn.now, towns)
    if not planned.towns or not planned.contacts:
        await turn.reply(Notice(parts=planned.refused or (text("reach_tests.nobody"),)))
        return
    sure = text(
        "reach_tests.sure",
        towns=tuple(town.name for town in planned.towns),
        people=len(planned.contacts),
        messages=sum(len(ids) for ids in planned.contacts.values()),
    )
    rows = (StartTest(tap.town).choice(text("choice.reach_tests.start")), KeepQuiet().choice(text("choice.no")))
    await turn.reply(Notice(parts=(sure, *planned.refused)).with_choices(rows))


async def begin(turn: Turn, tap: StartTest) -> None:
    """Start it, and show results that follow the answers."""
    towns = await _towns(turn, tap.town)
    if not towns:
        return
    test = await starting.start(turn.uow, turn.now, towns, turn.person)
    if isinstance(test, Refused):
        await turn.acknowledge(test)
        return
    await turn.acknowledge(text("toast.reach_tests.started"))
    await show_results(turn.uow, turn.now, test, await seen_by(turn.uow, test, turn.person), turn.person)


async def keep_quiet(turn: Turn, _: KeepQuiet) -> None:
    """Send nothing."""
    await turn.acknowledge(text("toast.reach_tests.kept"))


async def got_it(turn: Turn, tap: ConfirmReceipt) -> None:
    """Keep that the test reached them."""
    await turn.acknowledge(await confirm_receipt(turn.uow, turn.now, tap.test, turn.contact))


async def _towns(turn: Turn, town_id: int | None) -> list[Town]:
    """Return the towns that are meant; an empty list, with an answer, where they may test none of them."""
    if town_id is not None:
        town = await coordinated_town(turn, town_id)
        return [town] if town is not None else []
    return coordinated_towns(turn.network, turn.person)
