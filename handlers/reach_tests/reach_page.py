"""/reach: of each town when its alarm was tested last, whom that reached, and when it is tested next."""

from alerts.network.coordinated_towns import coordinated_towns
from alerts.network.town import Town
from alerts.notices import Choice, Notice, Text, text
from alerts.reach_tests.ports import REACH_SCHEDULES, REACH_TESTS
from alerts.reach_tests.result_pages import show_results
from alerts.reach_tests.scheduling import when
from alerts.reach_tests.taps import AskToTest, ChooseTestDay, EndSchedule, ShowReach
from handlers.core.coordinated_town import coordinated_town
from handlers.core.turn import Turn

PAGE = 12
"""Towns in one message."""


async def reach(turn: Turn, rest: str) -> None:
    """Answer /reach, alone or with a town's name."""
    mine = coordinated_towns(turn.network, turn.person)
    asked = turn.network.named(rest)
    if asked is not None and asked in mine:
        mine = [asked]
    if len(mine) == 1:
        await show(turn, ShowReach(mine[0].id))
        return
    for place in range(0, len(mine), PAGE):
        page = mine[place : place + PAGE]
        rows: list[tuple[Choice, ...]] = [
            (ShowReach(town.id).choice(text("choice.name", name=town.name)),) for town in page
        ]
        rows.append((AskToTest().choice(text("choice.reach_tests.all")),))
        lines = [await _last(turn, town) for town in page]
        await turn.reply(Notice(parts=(text("reach_tests.list"), *lines)).with_choices(*rows))


async def show(turn: Turn, tap: ShowReach) -> None:
    """Show one town: the results of its last test, then what can be done."""
    town = await coordinated_town(turn, tap.town)
    if town is None:
        return
    tests = await REACH_TESTS(turn.uow).of_town(town.id, 1)
    if tests:
        await show_results(turn.uow, turn.now, tests[0], [town], turn.person)
    kept = await REACH_SCHEDULES(turn.uow).of(town.id)
    parts = [await _last(turn, town)]
    parts.append(
        text("reach_tests.monthly", town=town.name, when=when(kept)) if kept else text("reach_tests.no_monthly")
    )
    rows: list[tuple[Choice, ...]] = [
        (AskToTest(town.id).choice(text("choice.reach_tests.now")),),
        (ChooseTestDay(town.id).choice(text("choice.reach_tests.monthly")),),
    ]
    if kept is not None:
        rows.append((EndSchedule(town.id).choice(text("choice.reach_tests.end")),))
    await turn.reply(Notice(parts=tuple(parts)).with_choices(*rows))


async def _last(turn: Turn, town: Town) -> Text:
    tests = await REACH_TESTS(turn.uow).of_town(town.id, 1)
    if not tests:
        return text("reach_tests.never", town=town.name)
    return text("reach_tests.last", town=town.name, at=tests[0].started_at)
