"""The committee: admits itself, suspends coordinators, reads what was done, and gets an account each month."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from alerts.committee.account import month_of, next_month
from alerts.people.person import Grant, Role
from alerts.trust import removal, suspension
from alerts.work.refused import Refused
from storage.core import core_tables as t
from tests.conversations.phone import Phone
from tests.conversations.scenes import confirmed
from tests.conversations.town import Town

ZONE = ZoneInfo("America/New_York")


def _code(phone: Phone) -> str:
    assert phone.last is not None
    return next(str(part.values["code"]) for part in phone.last.spoken.notice.parts if "code" in part.values)


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_a_member_admits_another_and_everybody_who_oversees_hears_it(town: Town, platform: str) -> None:
    ida, cora, omar = await town.with_people(f"Ida en committee everywhere {platform}", "Cora es coordinator", "Omar")
    await ida.says("/comite").hears("committee.members").hears("committee.coordinators", name="Cora")
    await ida.taps("committee.invite").hears("committee.invited")
    await omar.says(f"/start {_code(ida)}").taps("consent.en").hears("join.as.committee")
    await ida.hears("trust.joined_committee", name="Omar", by="Ida")
    await cora.hears("trust.joined_committee", name="Omar")
    assert [row.town_id for row in await town.rows(t.grant) if row.role == "committee"] == [None, None]
    await cora.says("/committee").hears("refused.role")
    await cora.says("/invite committee Northampton").hears("invite.how")


async def test_an_invitation_of_who_is_no_member_any_more_is_no_good(town: Town) -> None:
    ida, omar = await town.with_people("Ida en committee everywhere", "Omar")
    await ida.says("/committee").taps("committee.invite").hears("committee.invited")
    code = _code(ida)
    async with town.work.begin() as uow:
        await uow.grants.take_role(ida.person_id, Role.COMMITTEE, None)
        await uow.grants.give(ida.person_id, Role.COORDINATOR, None, town.now)
    await omar.says(f"/start {code}").hears("join.bad_code")


async def test_it_suspends_a_coordinator_and_no_coordinator_lifts_that(town: Town) -> None:
    ida, omar, cora, ben = await town.with_people(
        "Ida en committee everywhere", "Omar en committee everywhere", "Cora en coordinator", "Ben es coordinator"
    )
    await ida.says("/committee").taps("choice.trust.show", name="Cora").hears("trust.line", name="Cora")
    assert ida.last is not None
    assert ida.last.offer("choice.trust.take") is None, "that is the coordinators'"
    await ida.taps("lock.now").is_told("toast.trust.by_committee")
    await cora.hears("trust.you_are_suspended")
    await ben.hears("trust.suspended_by_committee", by="Ida", name="Cora").taps("choice.trust.show", name="Cora")
    await ben.taps("lock.lift").is_told("trust.by_committee")
    await ida.says("/committee").taps("choice.trust.show", name="Cora").taps("lock.lift").is_told("trust.second")
    await omar.says("/committee").taps("choice.trust.show", name="Cora").taps("lock.lift")
    await omar.is_told("toast.trust.lifted")
    await cora.hears("trust.you_are_back")


async def test_it_suspends_who_coordinates_and_nobody_else(town: Town) -> None:
    ida, dana = await town.with_people("Ida en committee everywhere", "Dana en dispatcher")
    async with town.work.begin() as uow:
        by = await uow.people.get(ida.person_id)
        refused = await suspension.suspend(uow, town.now, dana.person_id, by)
    assert isinstance(refused, Refused)
    assert refused.why.key == "refused.role"
    for command in ("/desk", "/people", "/lock", "/invite responder Northampton"):
        await ida.says(command).hears("refused.role")


async def test_no_coordinator_touches_the_committee(town: Town) -> None:
    ida, ada = await town.with_people("Ida en committee everywhere", "Ada en coordinator everywhere")
    async with town.work.begin() as uow:
        by = await uow.people.get(ada.person_id)
        grant = Grant(Role.COMMITTEE, None)
        for refused in (
            await suspension.suspend(uow, town.now, ida.person_id, by),
            await removal.take_role(uow, town.now, ida.person_id, grant, by),
        ):
            assert isinstance(refused, Refused)
            assert refused.why.key == "refused.role"
    await ida.says("/committee").hears("committee.members")


async def test_a_member_is_suspended_and_lifted_by_the_committee_only(town: Town) -> None:
    ida, omar, ada, ulla = await town.with_people(
        "Ida en committee everywhere",
        "Omar en committee everywhere",
        "Ada en coordinator everywhere",
        "Ulla en committee everywhere",
    )
    people = {}
    async with town.work.begin() as uow:
        for phone in (ida, ada, ulla):
            people[phone.name] = await uow.people.get(phone.person_id)
        assert not isinstance(await suspension.suspend(uow, town.now, omar.person_id, people["Ida"]), Refused)
        refused = await suspension.lift(uow, town.now, omar.person_id, people["Ada"])
        assert isinstance(refused, Refused)
        assert refused.why.key == "trust.by_committee"
        assert not isinstance(await suspension.lift(uow, town.now, omar.person_id, people["Ulla"]), Refused)


async def test_the_account_comes_on_the_first_and_says_how_often_what_was_done(town: Town) -> None:
    cast = await confirmed(town)
    ida, cora, omar = await town.with_people("Ida en committee everywhere", "Cora en coordinator", "Omar")
    await cast.dana.taps("desk.cancel").taps("end.cancel")
    await cora.says("/lock").taps("choice.name", name="Dana").taps("lock.now")
    await ida.says("/committee").taps("committee.invite").hears("committee.invited")
    await omar.says(f"/start {_code(ida)}").taps("consent.en").hears("join.as.committee")
    await town.forward(minutes=1)
    town.forget_news()
    await ida.taps("committee.account").hears("committee.account")
    assert "1 × alerts sent" in ida.text
    assert "1 × suspensions" in ida.text
    town.forget_news()
    await town.forward(days=11)
    await ida.hears("committee.account")
    assert "1 × alerts taken back as false" in ida.text
    assert not any(name in ida.text for name in ("Dana", "Cora", "Elm"))
    await omar.hears("committee.account")
    await town.forward(days=31)
    await ida.hears("committee.account_nothing").hears_nothing()
    await cora.hears_nothing()


async def test_the_committee_reads_the_log_of_every_town(town: Town) -> None:
    await confirmed(town)
    (ida,) = await town.with_people("Ida en committee everywhere")
    await ida.says("/audit").hears("audit.head")
    assert "sent the alert of #1" in ida.text


@pytest.mark.parametrize(
    ("now", "began", "next_"),
    [
        (datetime(2026, 11, 20, 22, 2, tzinfo=UTC), "2026-11-01T09:00:00-05:00", "2026-12-01T09:00:00-05:00"),
        (datetime(2026, 12, 1, 13, 59, tzinfo=UTC), "2026-11-01T09:00:00-05:00", "2026-12-01T09:00:00-05:00"),
        (datetime(2026, 12, 1, 14, 0, tzinfo=UTC), "2026-12-01T09:00:00-05:00", "2027-01-01T09:00:00-05:00"),
        (datetime(2027, 3, 31, 23, 0, tzinfo=UTC), "2027-03-01T09:00:00-05:00", "2027-04-01T09:00:00-04:00"),
        (datetime(2027, 1, 31, 23, 0, tzinfo=UTC), "2027-01-01T09:00:00-05:00", "2027-02-01T09:00:00-05:00"),
    ],
)
def test_an_account_is_of_a_calendar_month_of_the_network_s_zone(now: datetime, began: str, next_: str) -> None:
    assert month_of(now, ZONE).isoformat() == began
    assert next_month(now, ZONE).isoformat() == next_
