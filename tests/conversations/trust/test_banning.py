"""A ban: who turned out not to belong is put out for good, hears it once, and comes back by no way."""

import pytest

from alerts.people.person import Role
from alerts.people.pseudonym import pseudonym
from alerts.trust import banning
from alerts.trust.banning import MOST_ALONE
from alerts.trust.one_hand import LATELY
from alerts.trust.ports import BANS
from alerts.upkeep.ports import PURGE
from alerts.upkeep.purging import PURGE_MAIL
from alerts.upkeep.retention_defaults import INQUIRY
from alerts.work.refused import Refused
from handlers.core.inbound import InboundKind
from storage.core import core_tables as t
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT, confirmed
from tests.conversations.town import Town


async def _bans(coordinator: Phone, whom: Phone) -> None:
    await coordinator.says(f"/people {pseudonym(whom.person_id)}").taps("ban.ask").taps("ban.yes")


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_three_taps_put_somebody_out_who_hears_it_once_and_then_nothing(town: Town, platform: str) -> None:
    cora, ben, mallory = await town.with_people(
        f"Cora en coordinator {platform}", "Ben es coordinator", f"Mallory en member {platform}"
    )
    await cora.says("/people").taps("who.is", name="Mallory").taps("ban.ask").hears("trust.ban_sure", name="Mallory")
    await cora.taps("ban.yes").is_told("toast.trust.banned", name="Mallory")
    await mallory.hears("trust.you_are_banned", network="Valley").hears_nothing()
    await ben.hears("trust.banned", by="Cora", name="Mallory", code=pseudonym(mallory.person_id)).hears_nothing()
    for words in ("/start", "/join", "two vans at Oak & 9th, Northampton", "migra", "hola", "1", "/people"):
        await mallory.says(words).hears_nothing()
    await mallory.sends_photo().hears_nothing()
    await mallory.send(InboundKind.RETURNED)
    await mallory.edits("x").hears_nothing()
    assert await town.rows_of("incident") == []
    assert await town.rows(t.grant) == [row for row in await town.rows(t.grant) if row.person_id != mallory.person_id]


async def test_a_ban_can_be_called_off_before_it_is_made(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa en member")
    await cora.says("/people").taps("who.is", name="Rosa").taps("ban.ask").taps("ban.no").is_told("stop.kept")
    await rosa.says("/status").hears("status.head")


async def test_no_way_leads_back_neither_an_invitation_nor_a_link_nor_a_group(town: Town) -> None:
    cora, rosa, mallory = await town.with_people("Cora en coordinator", "Rosa en member", "Mallory en member")
    code = await town.invitation("dispatcher")
    await rosa.says("/link").hears("link.code")
    assert rosa.last is not None
    words = next(part.values["code"] for part in rosa.last.spoken.notice.parts if "code" in part.values)
    await mallory.says("/link").hears("link.code")
    await _bans(cora, mallory)
    town.forget_news()
    await mallory.says(f"/start {code}").says(f"/link {words}").says("/join").hears_nothing()
    await mallory.send(InboundKind.GROUP_ADDED, group="-777", text="Mine")
    await rosa.hears_nothing()
    assert await town.rows_of("join_request") == []
    async with town.work.look() as uow:
        person = await uow.people.get(mallory.person_id)
    assert person is not None
    assert (person.banned, person.grants, person.name, person.consented_at) == (True, (), "", None)


async def test_every_app_of_theirs_is_out_and_a_ban_outlives_the_person(town: Town) -> None:
    cora, mallory = await town.with_people("Cora en coordinator", "Mallory en member")
    other = await town.also(mallory, "signal")
    await _bans(cora, mallory)
    town.forget_news()
    await other.says("hola").hears_nothing()
    async with town.work.begin() as uow:
        await PURGE(uow).strangers(town.now.replace(year=2030))
    assert not [row for row in await town.rows(t.person) if row.id == mallory.person_id]
    await mallory.says("/start").hears_nothing()
    await other.says("/join").hears_nothing()
    assert not [row for row in await town.rows(t.contact) if row.person_id == mallory.person_id]
    assert len(await town.rows(t.person)) == 1, "nobody is kept again"


async def test_after_three_days_nothing_is_left_but_the_keyed_hashes(town: Town) -> None:
    cora, mallory = await town.with_people("Cora en coordinator", "Mallory en member")
    async with town.work.begin() as uow:
        await uow.deadlines.set(PURGE_MAIL, 0, town.now)
    await _bans(cora, mallory)
    await town.forward(seconds=INQUIRY.span.total_seconds() * 2)
    assert [row.person_id for row in await town.rows(t.contact)] == [cora.person_id]
    [ban] = await town.rows_of("ban")
    assert mallory.address.encode() not in bytes(ban.address_index)


async def test_who_was_told_of_an_alert_and_banned_since_does_not_hear_its_end(town: Town) -> None:
    cast = await confirmed(town)
    (cora,) = await town.with_people("Cora en coordinator")
    await _bans(cora, cast.tomas)
    await cast.tomas.hears("trust.you_are_banned")
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.tomas.hears_nothing()
    await cast.marisol.hears("closing.all_clear.responders")


async def test_what_somebody_banned_had_in_hand_goes_to_others_and_their_reports_are_a_strangers(town: Town) -> None:
    cora, rosa, *trained = await town.with_people(
        "Cora en coordinator",
        "Rosa en member",
        *(f"{name} en responder" for name in ("Jean", "Luis", "Ana", "Mia", "Noa", "Pia")),
    )
    await rosa.says(REPORT)
    asked = [one for one in trained if any("verify.ask" in line for line in one.screen.unheard())]
    [spare] = [one for one in trained if one not in asked]
    await _bans(cora, asked[0])
    await spare.hears("verify.ask")
    await _bans(cora, rosa)
    assert not any(row.verified for row in await town.rows_of("report"))


async def test_who_works_the_desk_is_banned_by_two(town: Town) -> None:
    cora, ben, dana = await town.with_people("Cora en coordinator", "Ben en coordinator", "Dana en dispatcher")
    await cora.says(f"/people {pseudonym(dana.person_id)}").hears("trust.page")
    assert cora.last is not None
    assert cora.last.offer("choice.trust.ban") is None, "first they are suspended"
    await cora.taps("lock.now")
    await cora.says(f"/people {pseudonym(dana.person_id)}").taps("ban.ask").is_told("trust.ban_second")
    await ben.says(f"/people {pseudonym(dana.person_id)}").taps("ban.ask").taps("ban.yes")
    await ben.is_told("toast.trust.banned")
    await dana.hears("trust.you_are_suspended").hears("trust.you_are_banned").says("/desk").hears_nothing()
    await cora.hears("trust.banned", by="Ben", name="Dana")


async def test_neither_a_button_of_before_nor_another_town_s_coordinator_bans(town: Town) -> None:
    cora, hugo, rosa = await town.with_people("Cora en coordinator", "Hugo en coordinator Holyoke", "Rosa en member")
    async with town.work.begin() as uow:
        hugos = await uow.people.get(hugo.person_id)
        refused = await banning.ban(uow, town.now, rosa.person_id, hugos)
        himself = await banning.ban(uow, town.now, hugo.person_id, hugos)
    assert isinstance(refused, Refused)
    assert refused.why.key == "refused.role"
    assert isinstance(himself, Refused)
    assert himself.why.key == "trust.yourself"
    await cora.says("/people").taps("who.is", name="Rosa").taps("ban.ask")
    yes = cora.button("ban.yes")
    async with town.work.begin() as uow:
        await uow.grants.take_role(cora.person_id, Role.COORDINATOR, town.network.towns[0].id)
    await cora.presses(yes).is_told("refused.role")
    await rosa.says("/status").hears("status.head")


async def test_leaving_first_is_no_way_around_it(town: Town) -> None:
    cora, mallory = await town.with_people("Cora en coordinator", "Mallory en member")
    await mallory.says("/stop").taps("stop.yes")
    await cora.says(f"/people {pseudonym(mallory.person_id)}").hears("trust.page")
    assert "no role" in cora.text
    await cora.taps("ban.ask").taps("ban.yes").is_told("toast.trust.banned")
    town.forget_news()
    await mallory.says("/join").hears_nothing()
    await cora.says(f"/people {pseudonym(mallory.person_id)}").hears("trust.gone")


async def test_who_gives_up_the_desk_while_suspended_is_banned_by_another_than_the_suspender(town: Town) -> None:
    cora, ben, dana = await town.with_people("Cora en coordinator", "Ben en coordinator", "Dana en dispatcher")
    await cora.says("/lock").taps("choice.name", name="Dana").taps("lock.now")
    await dana.says("/stop").taps("stop.yes")
    async with town.work.begin() as uow:
        people = [await uow.people.get(phone.person_id) for phone in (cora, ben)]
        refused = await banning.person_to_ban(uow, town.now, dana.person_id, people[0])
        assert isinstance(refused, Refused)
        assert refused.why.key == "trust.ban_second"
        assert not isinstance(await banning.person_to_ban(uow, town.now, dana.person_id, people[1]), Refused)


async def test_the_last_coordinator_is_not_banned_even_by_an_operator(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    async with town.work.begin() as uow:
        refused = await banning.ban(uow, town.now, cora.person_id, None)
    assert isinstance(refused, Refused)
    assert refused.why.key == "trust.last_coordinator"


async def test_a_ban_is_listed_by_digits_and_ended_and_they_are_a_stranger_then(town: Town) -> None:
    cora, ben, mallory = await town.with_people("Cora en coordinator", "Ben en coordinator", "Mallory en member")
    await _bans(cora, mallory)
    code = pseudonym(mallory.person_id)
    town.forget_news()
    await ben.says("/people").taps("ban.list").hears("trust.ban", code=code, by=pseudonym(cora.person_id))
    assert "Mallory" not in ben.text
    await ben.taps("ban.end").is_told("toast.trust.unbanned", code=code)
    await cora.hears("trust.unbanned", by="Ben", code=code)
    await ben.taps("ban.end").is_told("trust.not_banned")
    await mallory.says("/join").hears("consent.head").taps("consent.en").hears("join.which_town")
    actions = [(row.action, row.by_id, row.whom_id) for row in await town.rows_of("audit_entry")]
    assert actions == [
        ("banned", cora.person_id, mallory.person_id),
        ("unbanned", ben.person_id, mallory.person_id),
    ]


async def test_a_member_s_report_looks_up_no_ban(town: Town) -> None:
    (rosa,) = await town.with_people("Rosa en member")
    async with town.work.look() as uow:
        found = await uow.people.find(rosa.platform.line_id, rosa.address)
        assert found is not None
        assert not await banning.is_banned(uow, found[0], rosa.address)
        assert BANS not in uow._repositories
        assert not await banning.is_banned(uow, None, "somebody")
        assert BANS in uow._repositories


async def test_one_hand_alone_bans_a_few_a_day_and_no_more(town: Town) -> None:
    cora, ben, *members = await town.with_people(
        "Cora en coordinator", "Ben en coordinator", *(f"M{number} en member" for number in range(MOST_ALONE + 2))
    )
    for member in members[:MOST_ALONE]:
        await _bans(cora, member)
        await cora.is_told("toast.trust.banned")
    [one, other] = members[MOST_ALONE:]
    await cora.says(f"/people {pseudonym(one.person_id)}").taps("ban.ask").is_told("trust.too_many_bans")
    await _bans(ben, one)
    await ben.is_told("toast.trust.banned")
    await town.forward(seconds=LATELY.total_seconds() + 1)
    await _bans(cora, other)
    await cora.is_told("toast.trust.banned")


@pytest.mark.parametrize("role", ["dispatcher", "coordinator"])
async def test_taking_the_role_first_is_no_way_to_ban_from_the_desk_alone(town: Town, role: str) -> None:
    cora, ben, dana = await town.with_people("Cora en coordinator", "Ben en coordinator", f"Dana en {role}")
    await cora.says(f"/people {pseudonym(dana.person_id)}").taps("lock.take").is_told("toast.trust.role_taken")
    async with town.work.begin() as uow:
        refused = await banning.ban(uow, town.now, dana.person_id, await uow.people.get(cora.person_id))
    assert isinstance(refused, Refused)
    assert refused.why.key == "trust.ban_second_taken"
    await ben.says(f"/people {pseudonym(dana.person_id)}").taps("ban.ask").taps("ban.yes")
    await ben.is_told("toast.trust.banned", name="Dana")


async def test_a_week_after_the_role_was_taken_its_taker_bans_alone(town: Town) -> None:
    cora, _, dana = await town.with_people("Cora en coordinator", "Ben en coordinator", "Dana en dispatcher")
    await cora.says(f"/people {pseudonym(dana.person_id)}").taps("lock.take").is_told("toast.trust.role_taken")
    await town.forward(days=7, minutes=1)
    await _bans(cora, dana)
    await cora.is_told("toast.trust.banned", name="Dana")
