"""A coordinator has a town tested each month: on which first day of the week, at which hour."""

from alerts.notices import Notice, text
from alerts.reach_tests import scheduling
from alerts.reach_tests.monthly import HOURS, next_monthly
from alerts.reach_tests.taps import ChooseTestDay, ChooseTestHour, EndSchedule, ScheduleTest
from alerts.work.refused import Refused
from handlers.core.coordinated_town import coordinated_town
from handlers.core.turn import Turn

DAYS = 7


async def choose_day(turn: Turn, tap: ChooseTestDay) -> None:
    """Ask for the day."""
    town = await coordinated_town(turn, tap.town)
    if town is None:
        return
    rows = [
        (ChooseTestHour(town.id, day).choice(text("choice.reach_tests.day", day=text(f"reach_tests.day.{day}"))),)
        for day in range(DAYS)
    ]
    await turn.reply(Notice.of("reach_tests.which_day", town=town.name).with_choices(*rows))


async def choose_hour(turn: Turn, tap: ChooseTestHour) -> None:
    """Ask for the hour."""
    town = await coordinated_town(turn, tap.town)
    if town is None:
        return
    if not 0 <= tap.weekday < DAYS:
        await turn.acknowledge(text("choose.stale"))
        return
    rows = [
        (
            ScheduleTest(town.id, tap.weekday, hour).choice(
                text("choice.reach_tests.hour", hour=text(f"reach_tests.hour.{hour}"))
            ),
        )
        for hour in HOURS
    ]
    await turn.reply(
        Notice.of("reach_tests.which_hour", day=text(f"reach_tests.day.{tap.weekday}")).with_choices(*rows)
    )


async def schedule_test(turn: Turn, tap: ScheduleTest) -> None:
    """Keep it, and say when the first one comes."""
    town = await coordinated_town(turn, tap.town)
    if town is None:
        return
    kept = await scheduling.schedule(turn.uow, turn.now, town, tap.weekday, tap.hour, turn.person)
    if isinstance(kept, Refused):
        await turn.acknowledge(kept)
        return
    first = next_monthly(turn.now, kept.weekday, kept.hour, turn.network.zone)
    await turn.reply(Notice.of("reach_tests.scheduled", town=town.name, when=scheduling.when(kept), at=first))


async def end(turn: Turn, tap: EndSchedule) -> None:
    """End it."""
    town = await coordinated_town(turn, tap.town)
    if town is not None:
        await turn.acknowledge(await scheduling.end_schedule(turn.uow, turn.now, town, turn.person))
