"""A town is tested each month, unless it cannot be: then on the next day that it can."""

from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.network.town import Town
from alerts.notices import Lane, Notice, Text, text
from alerts.people.person import COORDINATOR, Person
from alerts.reach_tests.deadlines import MONTHLY
from alerts.reach_tests.monthly import ReachSchedule, next_monthly, put_off
from alerts.reach_tests.ports import REACH_SCHEDULES, REACH_TESTS
from alerts.reach_tests.starting import start, why_not
from alerts.trust.announcing import done_by
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

ONE_TEST = timedelta(hours=1)
"""Towns that are tested at the same hour get one test: who is in two of them hears it once."""


async def schedule(
    uow: UnitOfWork, now: datetime, town: Town, weekday: int, hour: int, by: Person
) -> ReachSchedule | Refused:
    """Have the town tested on the first such weekday of each month; its other coordinators hear of it."""
    if not ReachSchedule(id=0, town_id=town.id, weekday=weekday, hour=hour).is_offered:
        return Refused(text("choose.stale"))
    kept = await REACH_SCHEDULES(uow).set(town.id, weekday, hour)
    due = next_monthly(now, weekday, hour, (await uow.network()).zone)
    await uow.deadlines.set(MONTHLY, kept.id, due)
    await record(uow, now, Deed(action=Action.REACH_SCHEDULED, by_id=by.id, town_id=town.id))
    told = text("reach_tests.told_scheduled", by=done_by(by), town=town.name, when=when(kept))
    await _tell_coordinators_of(uow, now, town.id, told, but=by.id)
    return kept


async def end_schedule(uow: UnitOfWork, now: datetime, town: Town, by: Person) -> Text | Refused:
    """Let the town be tested only when somebody starts it; its other coordinators hear of it."""
    kept = await REACH_SCHEDULES(uow).of(town.id)
    if kept is None or not await REACH_SCHEDULES(uow).end(town.id):
        return Refused(text("choose.stale"))
    await uow.deadlines.call_off(kept.id, MONTHLY)
    await record(uow, now, Deed(action=Action.REACH_UNSCHEDULED, by_id=by.id, town_id=town.id))
    told = text("reach_tests.told_unscheduled", by=done_by(by), town=town.name)
    await _tell_coordinators_of(uow, now, town.id, told, but=by.id)
    return text("toast.reach_tests.unscheduled", town=town.name)


def when(kept: ReachSchedule) -> Text:
    """Return when it is each month, in words."""
    return text(
        "reach_tests.when", day=text(f"reach_tests.day.{kept.weekday}"), hour=text(f"reach_tests.hour.{kept.hour}")
    )


async def run_schedule(uow: UnitOfWork, now: datetime, schedule_id: int) -> None:
    """Start the month's test, with every town that is due now too; where it may not be, say why and try again."""
    kept = await REACH_SCHEDULES(uow).get(schedule_id)
    network = await uow.network()
    town = network.town(kept.town_id) if kept is not None else None
    if kept is None or town is None:
        return
    following = next_monthly(now, kept.weekday, kept.hour, network.zone)
    last = await REACH_TESTS(uow).of_town(town.id, 1)
    if last and now - last[0].started_at < ONE_TEST:
        # It was started with another town of the same hour, or by somebody just now.
        await uow.deadlines.set(MONTHLY, kept.id, following)
        return
    why = await why_not(uow, now, town)
    if why is not None:
        again = put_off(now, kept, network.zone)
        await uow.deadlines.set(MONTHLY, kept.id, again)
        await _tell_coordinators_of(uow, now, town.id, text("reach_tests.put_off", town=town.name, again=again), why)
        return
    await uow.deadlines.set(MONTHLY, kept.id, following)
    alike = [network.town(one.town_id) for one in await REACH_SCHEDULES(uow).alike(kept)]
    others = [one for one in alike if one is not None and one != town]
    await start(uow, now, [town, *others], None)


async def _tell_coordinators_of(uow: UnitOfWork, now: datetime, town_id: int, *told: Text, but: int = 0) -> None:
    whom = [one.id for one in await uow.people.with_role(COORDINATOR, town_id) if one.id != but]
    await uow.mail.to_persons(whom, Notice(parts=told, lane=Lane.REST).only(COORDINATOR, town_id), now)
