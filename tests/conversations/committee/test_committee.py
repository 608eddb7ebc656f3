"""The committee: admits itself, suspends coordinators, reads what was done, and gets an account each month."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from alerts.committee.monthly_account import month_of, next_month
from alerts.joining import approving
from alerts.joining.ports import CODES
from alerts.people.person import Grant, Role
from alerts.trust import role_removal, suspension
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


async def test_once_there_are_two_an_invitation_waits_for_another_members_yes(town: Town) -> None:
    ida, ulla, cora, omar = await town.with_people(
        "Ida en committee everywhere", "Ulla es committee everywhere signal", "Cora en coordinator", "Omar"
    )
    await ida.says("/committee").taps("committee.invite").hears("committee.invited").sees("committee.waits")
    code = _code(ida)
    await omar.says(f"/start {code}").hears("join.not_yet")
    await cora.hears_nothing()
    await ida.says("/committee").hears("committee.invitation_waits")
    assert ida.last is not None
    assert ida.last.offer("choice.invites.yes_to") is None, "whoever made it is no second"
    await ulla.hears("invites.ask", name="Ida").says("/comite").hears("committee.invitation_waits")
    await ulla.taps("invites.yes").is_told("toast.invites.approved")
    await ida.hears("invites.approved", name="Ulla")
    await omar.says(f"/start {code}").taps("consent.en").hears("join.as.committee")


async def test_a_no_ends_it_and_no_coordinator_says_yes_to_it(town: Town) -> None:
    ida, ulla, cora, omar = await town.with_people(
        "Ida en committee everywhere", "Ulla en committee everywhere", "Cora en coordinator everywhere", "Omar"
    )
    await ida.says("/committee").taps("committee.invite").hears("committee.invited")
    code = _code(ida)
    async with town.work.begin() as uow:
        [waiting] = await CODES(uow).open_invitations(town.now)
        coordinator = await uow.people.get(cora.person_id)
        assert coordinator is not None
        refused = await approving.approve(uow, town.now, waiting.id, coordinator)
        assert isinstance(refused, Refused)
        assert refused.why.key == "refused.role"
    await ulla.hears("invites.ask").taps("invites.no").is_told("toast.invites.ended")
    await ida.hears("invites.refused", name="Ulla")
    await omar.says(f"/start {code}").hears("join.bad_code")


async def test_who_is_alone_in_it_has_one_invitation_open_at_a_time(town: Town) -> None:
    (ida,) = await town.with_people("Ida en committee everywhere")
    await ida.says("/committee").taps("committee.invite").hears("committee.invited")
    await ida.says("/committee").hears("committee.invitation").taps("committee.invite").hears("committee.one_open")
    await ida.taps("invites.end").is_told("toast.invites.ended")
    await ida.says("/committee").taps("committee.invite").hears("committee.invited")


async def test_one_members_phone_puts_out_two_a_day_and_the_others_hear_each_with_a_tap_to_lift(town: Town) -> None:
    ida, ulla, *cs = await town.with_people(
        "Ida en committee everywhere", "Ulla en committee everywhere",
        "Ana en coordinator", "Ben en coordinator", "Cora en coordinator", "Dora en coordinator",
    )  # fmt: skip
    for phone in cs[:2]:
        await ida.says("/committee").taps("choice.trust.show", name=phone.name).taps("lock.now")
        await ida.is_told("toast.trust.by_committee")
        await ulla.hears("trust.suspended_by_committee", by="Ida", name=phone.name)
    await ida.says("/committee").taps("choice.trust.show", name="Cora").taps("lock.now").is_told("committee.too_many")
    await ulla.taps("lock.lift").is_told("toast.trust.lifted")
    await cs[1].hears("trust.committee_suspended_you").hears("trust.you_are_back")
    await ulla.says("/committee").taps("choice.trust.show", name="Cora").taps("lock.now")
    await ulla.is_told("toast.trust.by_committee")


async def test_a_member_is_suspended_by_one_and_ended_by_another(town: Town) -> None:
    ida, omar, ulla, ada = await town.with_people(
        "Ida en committee everywhere", "Omar en committee everywhere", "Ulla en committee everywhere",
        "Ada en coordinator everywhere",
    )  # fmt: skip
    await ida.says("/committee").taps("choice.trust.show", name="Omar").taps("lock.now")
    await ida.is_told("toast.trust.by_committee")
    await omar.hears("trust.committee_suspended_you")
    async with town.work.begin() as uow:
        for phone, why in ((ida, "committee.suspend_first"), (ada, "refused.role")):
            by = await uow.people.get(phone.person_id)
            refused = await role_removal.take_role(uow, town.now, omar.person_id, Grant(Role.COMMITTEE, None), by)
            assert isinstance(refused, Refused)
            assert refused.why.key == why
    await ulla.hears("trust.suspended_by_committee", name="Omar").taps("choice.trust.show", name="Omar")
    await ulla.taps("lock.take").is_told("toast.trust.role_taken")
    await ida.hears("trust.role_taken", by="Ulla", name="Omar")
    assert [row.role for row in await town.rows_of("resting_grant")] == []


async def test_one_member_does_not_put_out_all_the_others(town: Town) -> None:
    ida, *others = await town.with_people(*(f"{name} en committee everywhere" for name in ("Ida", "Omar", "Ulla")))
    async with town.work.begin() as uow:
        by = await uow.people.get(ida.person_id)
        assert not isinstance(await suspension.suspend(uow, town.now, others[0].person_id, by), Refused)
        refused = await suspension.suspend(uow, town.now, others[1].person_id, by)
    assert isinstance(refused, Refused)
    assert refused.why.key == "committee.too_many"


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
    await cora.hears("trust.committee_suspended_you").says("/lock").hears("trust.suspended_still")
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
            await role_removal.take_role(uow, town.now, ida.person_id, grant, by),
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
    assert "alerts sent: 1" in ida.text
    assert "suspensions: 1" in ida.text
    town.forget_news()
    await town.forward(days=11)
    await ida.hears("committee.account")
    assert "alerts taken back as false: 1" in ida.text
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
