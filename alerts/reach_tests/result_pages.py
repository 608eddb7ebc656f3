"""The results of a test, as the coordinators of its towns see them: live while it runs."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from alerts.network.town import Town
from alerts.notices import Choice, Notice, Text, text
from alerts.people.person import COORDINATOR, Person
from alerts.reach_tests.deadlines import PAGES
from alerts.reach_tests.ports import REACH_TESTS
from alerts.reach_tests.reach_test import LASTS, ReachTest
from alerts.reach_tests.taps import ShowUnanswered
from alerts.reach_tests.town_reach import WITHIN, TownReach, town_reach
from alerts.reach_tests.unanswered import Unanswered, unanswered
from alerts.work.unit_of_work import UnitOfWork

STEP = timedelta(minutes=1)
"""So often the results are shown anew in the first quarter of an hour, whether or not anybody answers."""


async def results(uow: UnitOfWork, now: datetime, test: ReachTest, towns: Sequence[Town]) -> Notice:
    """Return what is known of these towns by now, and who is to be called."""
    parts = [_head(test, now)]
    rows: list[tuple[Choice, ...]] = []
    for town in towns:
        people = await REACH_TESTS(uow).people(test.id, town.id)
        parts += _lines(town, town_reach(people, test.started_at))
        if missed := len(await missed_two(uow, now, town.id)):
            parts.append(text("reach_tests.missed", count=missed, town=town.name))
            rows.append((ShowUnanswered(town.id).choice(text("choice.reach_tests.missed", town=town.name)),))
    return Notice(parts=tuple(parts)).with_choices(*rows)


def _head(test: ReachTest, now: datetime) -> Text:
    if test.ended_at is not None:
        return text("reach_tests.results_over", at=test.started_at)
    key = "reach_tests.results" if test.is_counted(now) else "reach_tests.results_first"
    return text(key, at=test.started_at, until=test.started_at + LASTS)


def _lines(town: Town, found: TownReach) -> list[Text]:
    reached = tuple(
        text("reach_tests.within", minutes=minutes, count=count)
        for minutes, count in zip(WITHIN, found.within, strict=True)
    )
    line = text(
        "reach_tests.town", town=town.name, people=found.people, reached=reached, later=found.later, silent=found.silent
    )
    return [line, *([text("reach_tests.unsent", count=found.unsent)] if found.unsent else [])]


async def missed_two(uow: UnitOfWork, now: datetime, town_id: int) -> list[Unanswered]:
    """Return whom the last two tests of a town did not reach; one that has just started does not count yet."""
    match [one for one in await REACH_TESTS(uow).of_town(town_id, 3) if one.is_counted(now)]:
        case [newest, before, *_]:
            last, one_before = [await REACH_TESTS(uow).people(one.id, town_id) for one in (newest, before)]
            return unanswered(last, one_before)
        case _:
            return []


async def show_results(uow: UnitOfWork, now: datetime, test: ReachTest, towns: Sequence[Town], to: Person) -> None:
    """Show a coordinator the results of these towns as a new message that follows the answers."""
    contact = next((one for one in await uow.contacts.of(to.id) if one.reachable), None)
    if contact is None:
        return
    page = (await results(uow, now, test, towns)).only(COORDINATOR, *(town.id for town in towns))
    notice_id = await uow.mail.post(page, [contact.id], now)
    await REACH_TESTS(uow).set_page(test.id, to.id, notice_id)


async def tell_results(uow: UnitOfWork, now: datetime, test_id: int) -> None:
    """Tell the coordinators of its towns whom it reached."""
    test = await REACH_TESTS(uow).get(test_id)
    if test is None:
        return
    coordinators = {
        one.id: one for town_id in test.town_ids for one in await uow.people.with_role(COORDINATOR, town_id)
    }
    for person in coordinators.values():
        await show_results(uow, now, test, await seen_by(uow, test, person), person)


async def follow_answers(uow: UnitOfWork, now: datetime, test_id: int) -> None:
    """Let the results that are shown say what is known by now."""
    test = await REACH_TESTS(uow).get(test_id)
    if test is None:
        return
    for person_id, notice_id in (await REACH_TESTS(uow).pages(test_id)).items():
        person = await uow.people.get(person_id)
        towns = await seen_by(uow, test, person) if person is not None else []
        # Who coordinates none of them any more keeps what they saw.
        if towns:
            page = await results(uow, now, test, towns)
            await uow.mail.revise(notice_id, page, [], now, major=False)
    if not test.is_counted(now):
        # Whom it is still on its way to changes without anybody's answer.
        await uow.deadlines.set_latest(PAGES, test_id, now + STEP)


async def seen_by(uow: UnitOfWork, test: ReachTest, person: Person) -> list[Town]:
    """Return the towns of a test that this person coordinates."""
    network = await uow.network()
    found = [network.town(town_id) for town_id in test.town_ids]
    return [town for town in found if town is not None and person.has(COORDINATOR, town.id)]


async def end_test(uow: UnitOfWork, now: datetime, test_id: int) -> None:
    """Let answers count no more, and show the results for the last time."""
    await REACH_TESTS(uow).end(test_id, now)
    await follow_answers(uow, now, test_id)


async def forget_test(uow: UnitOfWork, _: datetime, test_id: int) -> None:
    """Remove it with all its results."""
    await REACH_TESTS(uow).forget(test_id)
