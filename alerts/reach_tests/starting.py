"""A test starts: whom it may wake, and when it may not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.incidents.open_filter import OpenFilter
from alerts.incidents.ports import INCIDENTS
from alerts.network.town import Town
from alerts.notices import Lane, Notice, Text, text
from alerts.people.person import COORDINATOR, Person
from alerts.reach_tests.deadlines import FORGET, OVER, PAGES, RESULTS
from alerts.reach_tests.monthly import is_night, night_begins
from alerts.reach_tests.ports import REACH_TESTS
from alerts.reach_tests.reach_test import APART, KEPT, LASTS, RESULTS_AFTER, SENT_WITHIN, ReachTest
from alerts.reach_tests.taps import ConfirmReceipt
from alerts.trust.announcing import done_by
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork

FIRST_LOOK = timedelta(seconds=15)
"""The results that are shown follow so soon for the first time."""
AT_ONCE = 500
"""Contacts in one notice: a database takes so many parameters only."""


@dataclass(frozen=True, kw_only=True)
class ReachTestPlan:
    """What a test would do now."""

    towns: tuple[Town, ...]
    """Where it may run."""
    refused: tuple[Text, ...]
    """Of each other town, why it may not."""
    contacts: dict[int, list[int]]
    """Whom it goes to: contacts by person."""


async def plan(uow: UnitOfWork, now: datetime, towns: Sequence[Town]) -> ReachTestPlan:
    """Return where and to whom a test of these towns would go now."""
    whys = {town: await why_not(uow, now, town) for town in towns}
    free = tuple(town for town, why in whys.items() if why is None)
    contacts = await REACH_TESTS(uow).contacts([town.id for town in free], uow.idle_lines) if free else {}
    return ReachTestPlan(towns=free, refused=tuple(why for why in whys.values() if why is not None), contacts=contacts)


async def why_not(uow: UnitOfWork, now: datetime, town: Town) -> Text | None:
    """Return why this town may not be tested now; None: it may."""
    if is_night(now, (await uow.network()).zone):
        return text("reach_tests.night", town=town.name)
    last = await REACH_TESTS(uow).of_town(town.id, 1)
    if last and now - last[0].started_at < APART:
        return text("reach_tests.too_soon", town=town.name, at=last[0].started_at, again=last[0].started_at + APART)
    open_ = await INCIDENTS(uow).some_open(OpenFilter(towns=frozenset({town.id})), 1)
    return text("reach_tests.incident_open", town=town.name, number=open_[0].number) if open_ else None


async def start(uow: UnitOfWork, now: datetime, towns: Sequence[Town], by: Person | None) -> ReachTest | Refused:
    """Send everybody of these towns a test, on each of their apps. `by`: None for a monthly one.

    Refused where none of them may be tested now; those that may not are left out.
    """
    planned = await plan(uow, now, towns)
    if not planned.towns or not planned.contacts:
        return Refused(planned.refused[0] if planned.refused else text("reach_tests.nobody"))
    test = await REACH_TESTS(uow).begin([town.id for town in planned.towns], now)
    several = [ids for ids in planned.contacts.values() if len(ids) > 1]
    single = [ids for ids in planned.contacts.values() if len(ids) == 1]
    await _send(uow, now, test, "reach_tests.test", [one for ids in single for one in ids])
    await _send(uow, now, test, "reach_tests.test_each_app", [one for ids in several for one in ids])
    await uow.deadlines.set(PAGES, test.id, now + FIRST_LOOK)
    await uow.deadlines.set(RESULTS, test.id, now + RESULTS_AFTER)
    await uow.deadlines.set(OVER, test.id, now + LASTS)
    await uow.deadlines.set(FORGET, test.id, now + (await uow.retention()).of(KEPT))
    if by is not None:
        for town in planned.towns:
            await record(uow, now, Deed(action=Action.REACH_TESTED, by_id=by.id, town_id=town.id))
    await _tell_others(uow, now, planned, by)
    return test


async def _send(uow: UnitOfWork, now: datetime, test: ReachTest, key: str, contact_ids: Sequence[int]) -> None:
    """Queue it behind everything else that waits; past the hour, or in the night, it goes to nobody."""
    network = await uow.network()
    notice = Notice(
        parts=(text("reach_tests.test.first"), text(key, network=network.name)),
        choices=((ConfirmReceipt(test.id).choice(text("choice.reach_tests.got")),),),
        lane=Lane.REST,
        expires_at=min(now + SENT_WITHIN, night_begins(now, network.zone)),
    )
    for place in range(0, len(contact_ids), AT_ONCE):
        some = contact_ids[place : place + AT_ONCE]
        await REACH_TESTS(uow).add(test.id, await uow.mail.post(notice, some, now), some, now)


async def _tell_others(uow: UnitOfWork, now: datetime, planned: ReachTestPlan, by: Person | None) -> None:
    """Tell the other coordinators of these towns: people may ask them what that was."""
    found = [one for town in planned.towns for one in await uow.people.with_role(COORDINATOR, town.id)]
    whom = sorted({one.id for one in found} - ({by.id} if by else set()))
    names = tuple(town.name for town in planned.towns)
    told = (
        text("reach_tests.told", by=done_by(by), towns=names) if by else text("reach_tests.told_monthly", towns=names)
    )
    await uow.mail.to_persons(whom, Notice(parts=(told,), lane=Lane.REST), now)
