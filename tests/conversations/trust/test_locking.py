"""/lock: a coordinator puts somebody out at once, a second one lets them in again, and everybody concerned hears it."""

from collections.abc import Awaitable, Callable

import pytest

from alerts.notices import Text
from alerts.people.person import Role
from alerts.people.pseudonym import pseudonym
from alerts.trust import suspension
from alerts.upkeep.ports import PURGE
from alerts.work.refused import Refused
from storage.core import core_tables as t
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT, confirmed, observed
from tests.conversations.town import Town


async def _suspends(coordinator: Phone, name: str) -> None:
    await coordinator.says("/lock").taps("choice.name", name=name).taps("lock.now")


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_two_taps_after_lock_suspend_somebody_and_everybody_concerned_hears_it(town: Town, platform: str) -> None:
    cora, ben, dana, rosa = await town.with_people(
        f"Cora en coordinator {platform}", "Ben es coordinator", f"Dana en dispatcher {platform}", "Rosa es member"
    )
    await cora.says("/bloquear").hears("trust.list", town="Northampton", name="Dana")
    await cora.taps("choice.name", name="Dana").hears("trust.line", name="Dana", role="role.dispatcher")
    await cora.taps("lock.now").is_told("toast.trust.suspended")
    await dana.hears("trust.you_are_suspended", network="Valley").hears_nothing()
    await ben.hears("trust.suspended", by="Cora", name="Dana").hears_nothing()
    await rosa.says(REPORT)
    await dana.hears_nothing()
    await dana.says("/desk").hears("trust.suspended_still").says("/status").hears("trust.suspended_now")
    await ben.hears("card.head")
    await cora.hears("card.head")


@pytest.mark.parametrize(
    "words",
    [
        "migra",
        "they are at my door, ICE is here for me",
        "se llevaron a mi esposo",
        "where is my husband, ICE took him yesterday",
        "¿dónde está mi hermano? lo detuvo la migra",
    ],
)
async def test_a_plea_of_somebody_who_was_suspended_while_writing_is_heard_as_anybodys(town: Town, words: str) -> None:
    cast = await confirmed(town)
    cora, leo = await town.with_people("Cora en coordinator", "Leo en dispatcher")
    await cast.dana.taps("desk.update").taps("tell.words")
    await _suspends(cora, "Dana")
    town.forget_news()
    await cast.dana.says(words)
    await leo.hears("card.head")


async def test_who_is_suspended_is_asked_before_stop_takes_the_roles_that_rest(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    await _suspends(cora, "Dana")
    town.forget_news()
    await dana.says("/stop").hears("stop.ask")


async def test_what_a_suspended_dispatcher_had_in_hand_is_anybodys_and_their_buttons_are_dead(town: Town) -> None:
    cast = await observed(town)
    cora, leo = await town.with_people("Cora en coordinator", "Leo en dispatcher")
    await cast.dana.taps("desk.claim").is_told("toast.claimed").taps("desk.confirm")
    sending = cast.dana.button("confirm.send")
    town.forget_news()
    await _suspends(cora, "Dana")
    await leo.hears("desk.freed")
    await cast.dana.presses(sending).is_told("trust.suspended_still")
    await cast.dana.taps("desk.confirm").is_told("trust.suspended_still")
    await cast.tomas.hears_nothing()
    await leo.says("/desk").taps("desk.show").taps("desk.claim").is_told("toast.claimed")
    await leo.taps("desk.confirm").taps("confirm.send").is_told("toast.sent")
    await cast.tomas.hears("community.head")
    shown = len(cast.dana.screen.lines)
    await town.forward(minutes=1)
    assert len(cast.dana.screen.lines) == shown
    assert all(not line.says("card.state.confirmed") for line in cast.dana.screen.lines), "no edit reaches them either"


async def test_who_was_asked_to_look_is_not_waited_for_and_somebody_else_is_asked(town: Town) -> None:
    cora, rosa, *trained = await town.with_people(
        "Cora en coordinator",
        "Rosa es member",
        *(f"{name} en responder" for name in ("Jean", "Luis", "Ana", "Mia", "Noa", "Pia")),
    )
    await rosa.says(REPORT)
    asked = [one for one in trained if any("verify.ask" in line for line in one.screen.unheard())]
    [spare] = [one for one in trained if one not in asked]
    await asked[0].taps("choice.going", minutes=5)
    async with town.work.begin() as uow:
        await uow.grants.give(asked[0].person_id, Role.DISPATCHER, town.network.towns[0].id, town.now)
    town.forget_news()
    await _suspends(cora, asked[0].name)
    await spare.hears("verify.ask")
    await asked[0].taps("look.seen").is_told("trust.suspended_still")
    await cora.says("/desk").hears("desk.list")
    assert not any(line.says("desk.seen") for line in cora.screen.lines)
    await town.forward(minutes=30)
    asked[0].screen.news = [line for line in asked[0].screen.news if "verify.still" in line.keys]
    await asked[0].hears_nothing()


async def test_only_a_second_coordinator_gives_the_roles_back(town: Town) -> None:
    cora, ben, dana = await town.with_people("Cora en coordinator", "Ben en coordinator", "Dana en dispatcher")
    await _suspends(cora, "Dana")
    await cora.says("/lock").taps("choice.name", name="Dana").hears("trust.line_suspended", name="Dana")
    await cora.taps("lock.lift").is_told("trust.second")
    await dana.says("/desk").hears("trust.suspended_still")
    town.forget_news()
    await ben.taps("lock.who").hears("trust.line_suspended", name="Dana")
    await ben.taps("lock.lift").is_told("toast.trust.lifted")
    await dana.hears("trust.you_are_back").says("/desk").hears("desk.list_empty")
    await cora.hears("trust.lifted", by="Ben", name="Dana")
    await cora.taps("lock.lift").is_told("trust.not_suspended")


async def test_a_coordinator_can_be_suspended_but_not_by_themselves_and_the_first_tap_wins(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator")
    await cora.says("/lock").taps("choice.name", name="Cora").hears("trust.yourself")
    await ben.says("/lock").taps("choice.name", name="Cora")
    await cora.says("/lock").taps("choice.name", name="Ben")
    against_ben, against_cora = cora.button("lock.now"), ben.button("lock.now")
    await town.together(ben.presses(against_cora), cora.presses(against_ben))
    await ben.is_told("toast.trust.suspended")
    await cora.hears("trust.you_are_suspended").is_told("trust.suspended_still")
    await ben.says("/lock").taps("choice.name", name="Cora").taps("lock.lift").is_told("trust.second")


async def test_a_coordinator_of_another_town_cannot(town: Town) -> None:
    cora, hugo, dana = await town.with_people(
        "Cora en coordinator", "Hugo en coordinator Holyoke", "Dana en dispatcher"
    )
    await hugo.says("/lock Northampton").hears("trust.list", town="Holyoke")
    await cora.says("/lock").taps("choice.name", name="Dana")
    await town.settle()
    async with town.work.begin() as uow:
        await uow.grants.take_role(cora.person_id, Role.COORDINATOR, town.network.towns[0].id)
    await cora.taps("lock.now").is_told("refused.role")
    await dana.says("/lock").hears("refused.role")
    await dana.says("/desk").hears("desk.list_empty")


async def test_a_role_is_taken_away_by_name_and_the_other_coordinators_hear_it(town: Town) -> None:
    cora, ben, dana = await town.with_people("Cora en coordinator", "Ben en coordinator", "Dana en dispatcher member")
    await cora.says("/lock").taps("choice.name", name="Dana")
    await cora.taps(f"lock.take:{dana.person_id}:dispatcher").is_told("toast.trust.role_taken")
    await ben.hears("trust.role_taken", by="Cora", name="Dana", role="role.dispatcher")
    await dana.hears("trust.role_gone", role="role.dispatcher").says("/desk").hears("refused.role")
    await dana.says("/status").hears("towns.line", roles=("role.member",))
    await cora.taps(f"lock.take:{dana.person_id}:dispatcher").is_told("trust.no_such_role")


async def test_who_coordinates_one_town_takes_away_no_role_in_every_town_but_may_suspend(town: Town) -> None:
    cora, ada, dana = await town.with_people(
        "Cora en coordinator", "Ada en coordinator everywhere", "Dana en dispatcher everywhere"
    )
    await cora.says("/lock").taps("choice.name", name="Dana").hears("trust.line")
    assert cora.last is not None
    assert cora.last.offer("choice.trust.take") is None
    await ada.says("/lock").hears("trust.list_all")
    await ada.taps("choice.name", name="Dana").taps("choice.trust.take").is_told("toast.trust.role_taken")
    await dana.says("/desk").hears("refused.role")


async def test_an_invitation_is_no_good_once_its_maker_is_suspended_or_no_coordinator(town: Town) -> None:
    cora, ben, nina, otto, pia = await town.with_people(
        "Cora en coordinator", "Ben en coordinator", "Nina", "Otto", "Pia"
    )
    codes = []
    for _ in range(3):
        await ben.says("/invite dispatcher Northampton").hears("invite.made")
        assert ben.last is not None
        codes += [part.values["code"] for part in ben.last.spoken.notice.parts if "code" in part.values]
        await cora.taps("invites.yes")
    await nina.says(f"/start {codes[0]}").hears("consent.head")
    async with town.work.begin() as uow:
        await uow.grants.take_role(ben.person_id, Role.COORDINATOR, town.network.towns[0].id)
    await otto.says(f"/start {codes[1]}").hears("join.bad_code")
    async with town.work.begin() as uow:
        await uow.grants.give(ben.person_id, Role.COORDINATOR, town.network.towns[0].id, town.now)
    await _suspends(cora, "Ben")
    await nina.taps("consent.en").hears("join.bad_code")
    await pia.says(f"/start {codes[2]}").hears("join.bad_code")
    assert await town.rows(t.code) == []


async def test_who_joins_the_desk_is_told_to_the_coordinators_with_a_tap_to_suspend_them(town: Town) -> None:
    cora, ben, nina, otto = await town.with_people("Cora en coordinator", "Ben es coordinator", "Nina", "Otto")
    await ben.says("/invitar mesa Northampton").hears("invite.made")
    assert ben.last is not None
    [code] = [part.values["code"] for part in ben.last.spoken.notice.parts if "code" in part.values]
    await cora.hears("invites.ask").taps("invites.yes")
    await ben.hears("invites.approved")
    await nina.says(f"/start {code}").taps("consent.en").hears("join.as.dispatcher")
    await cora.hears("trust.joined", name="Nina", by="Ben").taps("lock.who").taps("lock.now")
    await nina.hears("trust.you_are_suspended")
    await otto.says(f"/start {await town.invitation('responder')}").taps("consent.en").hears("join.as.responder")
    await ben.hears("trust.joined").hears("trust.suspended").hears("trust.came_in", name="Otto").hears_nothing()


async def test_every_grant_and_every_leaving_is_told_to_the_other_coordinators(town: Town) -> None:
    cora, ben, sam, pia, dana = await town.with_people(
        "Cora en coordinator", "Ben es coordinator", "Sam", "Pia", "Dana en dispatcher"
    )
    for newcomer in (sam, pia):
        await newcomer.says("/join").taps("consent.en").taps("join.town", name="Northampton")
    town.forget_news()
    await cora.taps("choice.as.subscriber")
    await ben.hears_nothing()
    await cora.taps(cora.screen.lines[-2].spoken.notice.choices[1][0].action)
    await ben.hears("trust.came_in", by="Cora", role="role.member")
    await dana.says("/stop").taps("stop.yes")
    await ben.hears("trust.gave_up", name="Dana", role="role.dispatcher").hears_nothing()
    await cora.hears("trust.gave_up", name="Dana")
    await ben.says("/stop").taps("stop.yes")
    await cora.hears("trust.gave_up", name="Ben")


async def test_no_role_comes_to_who_is_suspended_by_whatever_way(town: Town) -> None:
    cora, ben, dana = await town.with_people("Cora en coordinator", "Ben en coordinator", "Dana en dispatcher")
    early = await town.invitation("coordinator")
    await dana.says("/link").hears("link.code")
    assert dana.last is not None
    words = next(part.values["code"] for part in dana.last.spoken.notice.parts if "code" in part.values)
    await _suspends(cora, "Dana")
    town.forget_news()
    await dana.says(f"/start {early}").hears("trust.suspended_still")
    for command in ("/join", "/link", "/towns", "/leave", "/invite dispatcher Northampton", "/lock"):
        await dana.says(command).hears("trust.suspended_still").hears_nothing()
    (other,) = await town.with_people("Other signal")
    await other.says(f"/link {words}").hears("link.bad_code")
    await (
        dana.says("/stop")
        .taps("choice.stop.yes")
        .hears("stop.done")
        .says(f"/start {early}")
        .hears("trust.suspended_still")
    )
    await ben.says("/lock")
    assert not [row for row in await town.rows(t.grant) if row.person_id == dana.person_id]
    assert not await town.rows(t.resting_grant), "what they gave up does not come back"


async def test_who_is_suspended_can_still_report_as_anybody_can(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher member")
    await _suspends(cora, "Dana")
    town.forget_news()
    await dana.says("two vans at Elm & 3rd, Northampton").hears("report.received").taps("kind.see")
    await cora.hears("card.lead")


async def test_a_desk_that_is_empty_now_is_said(town: Town) -> None:
    cora, ben, dana, hugo = await town.with_people(
        "Cora en coordinator", "Ben en coordinator", "Dana en dispatcher", "Hugo en dispatcher Holyoke"
    )
    await _suspends(cora, "Dana")
    await ben.hears("trust.suspended")
    assert "trust.empty_desk" not in ben.keys, "Cora and Ben are there"
    await dana.hears("trust.you_are_suspended")
    async with town.work.begin() as uow:
        await uow.grants.give(cora.person_id, Role.COORDINATOR, town.network.towns[1].id, town.now)
        await uow.grants.give(hugo.person_id, Role.COORDINATOR, town.network.towns[1].id, town.now)
        await uow.grants.take_role(cora.person_id, Role.COORDINATOR, town.network.towns[0].id)
    await hugo.says("/lock").taps("choice.name", name="Cora").taps("lock.now")
    await ben.hears("trust.suspended", name="Cora")
    assert "trust.empty_desk" not in ben.keys, "Hugo is there"
    async with town.work.begin() as uow:
        await suspension.suspend(uow, town.now, hugo.person_id, None)
    await town.settle()
    await ben.hears("trust.suspended", by="trust.operator", name="Hugo").hears_nothing()
    assert "trust.empty_desk" in ben.keys


async def test_whom_somebody_suspended_had_brought_to_the_desk_is_told_with_it(town: Town) -> None:
    cora, ben, eve, sam = await town.with_people("Cora en coordinator", "Ben en coordinator", "Eve", "Sam")
    for newcomer, role in ((eve, "dispatcher"), (sam, "witness")):
        await ben.says(f"/invite {role} Northampton").hears("invite.made")
        assert ben.last is not None
        [code] = [part.values["code"] for part in ben.last.spoken.notice.parts if "code" in part.values]
        if role == "dispatcher":
            await cora.taps("invites.yes")
        await newcomer.says(f"/start {code}").taps("consent.en")
    (ada,) = await town.with_people("Ada en coordinator Holyoke")
    await _suspends(cora, "Ben")
    await ada.hears("trust.suspended", name="Ben", names=("Eve",))


async def test_what_somebody_suspended_reported_is_a_strangers_word_from_then_on(town: Town) -> None:
    cora, dana, rosa = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Rosa es member dispatcher")
    await rosa.says(REPORT)
    await dana.hears("card.head").sees("card.reporter")
    await _suspends(cora, "Rosa")
    await dana.sees("card.lead")
    assert not any(row.verified for row in await town.rows_of("report"))


async def test_a_coordinator_of_another_town_can_lift_but_not_suspend(town: Town) -> None:
    cora, hugo, dana = await town.with_people(
        "Cora en coordinator", "Hugo en coordinator Holyoke", "Dana en dispatcher"
    )
    await cora.says("/lock").taps("choice.name", name="Dana").taps("lock.take").is_told("toast.trust.role_taken")
    async with town.work.begin() as uow:
        await uow.grants.give(dana.person_id, Role.DISPATCHER, town.network.towns[0].id, town.now)
    await hugo.hears("trust.role_taken").taps("choice.trust.show", name="Dana").is_told("refused.role")
    await _suspends(cora, "Dana")
    await hugo.taps("choice.trust.show", name="Dana").taps("lock.lift").is_told("toast.trust.lifted")


async def test_an_operator_makes_a_coordinators_suspension_theirs_and_lifts_that_of_the_last_one(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator")
    await _suspends(cora, "Ben")

    async def by_operator(done: Callable[..., Awaitable[Text | Refused]], person: Phone) -> str:
        async with town.work.begin() as uow:
            said = await done(uow, town.now, person.person_id, None)
        await town.settle()
        return said.why.key if isinstance(said, Refused) else said.key

    assert await by_operator(suspension.suspend, ben) == "toast.trust.by_operator"
    await cora.hears("trust.taken_over", name="Ben").taps("lock.who").taps("lock.lift").is_told("trust.by_operator")
    assert await by_operator(suspension.suspend, ben) == "trust.already"
    assert await by_operator(suspension.suspend, cora) == "toast.trust.by_operator"
    assert await by_operator(suspension.lift, cora) == "toast.trust.lifted"
    assert await by_operator(suspension.lift, ben) == "toast.trust.lifted"
    await ben.hears("trust.you_are_back").says("/desk").hears("desk.list_empty")


async def test_a_suspension_by_the_last_coordinator_is_lifted_by_an_operator(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator")
    await _suspends(cora, "Ben")
    await cora.says("/lock").taps("choice.name", name="Ben").taps("lock.lift").is_told("trust.second")
    async with town.work.begin() as uow:
        await suspension.lift(uow, town.now, ben.person_id, None)
    await town.settle()
    await ben.hears("trust.you_are_back")


async def test_one_coordinator_alone_does_not_put_out_all_the_others(town: Town) -> None:
    names = ("Ana", "Ben", "Eva", "Gus")
    mal, *others = await town.with_people("Mal en coordinator", *(f"{name} en coordinator" for name in names))
    for name in names[:2]:
        await mal.says("/lock").taps("choice.name", name=name).taps("lock.now").is_told("toast.trust.suspended")
    await mal.says("/lock").taps("choice.name", name="Eva").taps("lock.now").is_told("trust.too_many")
    gus = others[3]
    await gus.says("/lock").taps("choice.name", name="Mal").taps("lock.now").is_told("toast.trust.suspended")
    await gus.says("/lock").taps("choice.name", name="Ana").taps("lock.lift").is_told("toast.trust.lifted")


async def test_of_three_coordinators_one_alone_puts_out_one(town: Town) -> None:
    mal, _, ben = await town.with_people(*(f"{name} en coordinator" for name in ("Mal", "Ana", "Ben")))
    await mal.says("/lock").taps("choice.name", name="Ana").taps("lock.now").is_told("toast.trust.suspended")
    await mal.says("/lock").taps("choice.name", name="Ben").taps("lock.now").is_told("trust.too_many")
    await ben.says("/lock").taps("choice.name", name="Mal").taps("lock.now").is_told("toast.trust.suspended")


async def test_dispatchers_may_all_be_suspended_by_one(town: Town) -> None:
    (cora, *_) = await town.with_people("Cora en coordinator", *(f"{name} en dispatcher" for name in "DEFG"))
    for name in "DEFG":
        await cora.says("/lock").taps("choice.name", name=name).taps("lock.now").is_told("toast.trust.suspended")


async def _takes_role(coordinator: Phone, whom: Phone) -> None:
    await coordinator.says(f"/people {pseudonym(whom.person_id)}").taps("lock.take")


async def test_roles_taken_away_count_with_suspensions_as_what_one_coordinator_may_do_alone(town: Town) -> None:
    mal, _, ben, eva, gus = await town.with_people(
        *(f"{name} en coordinator" for name in ("Mal", "Ana", "Ben", "Eva", "Gus"))
    )
    await _suspends(mal, "Ana")
    await _takes_role(mal, ben)
    await mal.is_told("toast.trust.role_taken", name="Ben")
    await _takes_role(mal, eva)
    await mal.is_told("trust.too_many")
    await _suspends(mal, "Eva")
    await mal.is_told("trust.too_many")
    await _takes_role(gus, mal)
    await gus.is_told("toast.trust.role_taken", name="Mal")


async def test_of_three_coordinators_one_alone_takes_the_role_of_one(town: Town) -> None:
    mal, ana, ben = await town.with_people(*(f"{name} en coordinator" for name in ("Mal", "Ana", "Ben")))
    await _takes_role(mal, ana)
    await mal.is_told("toast.trust.role_taken", name="Ana")
    await _takes_role(mal, ben)
    await mal.is_told("trust.too_many")
    await town.forward(days=1, minutes=1)
    await _takes_role(ben, mal)
    await ben.is_told("toast.trust.role_taken", name="Mal")


@pytest.mark.parametrize("going", ["forgets", "is banned"])
async def test_a_suspension_by_somebody_who_is_gone_is_lifted_by_any_other_coordinator(town: Town, going: str) -> None:
    cora, ben, eve, gus = await town.with_people(*(f"{name} en coordinator" for name in ("Cora", "Ben", "Eve", "Gus")))
    await _suspends(cora, "Ben")
    if going == "forgets":
        await cora.says("/forget").taps("forget.yes").hears("own_data.forgotten")
    else:
        await _suspends(eve, "Cora")
        await gus.says(f"/people {pseudonym(cora.person_id)}").taps("ban.ask").taps("ban.yes")
        async with town.work.begin() as uow:
            await PURGE(uow).strangers(town.now.replace(year=2030))
    assert [row.suspended_by_id for row in await town.rows(t.person) if row.id == ben.person_id] == [None]
    await eve.says("/lock").taps("choice.name", name="Ben").taps("lock.lift").is_told("toast.trust.lifted", name="Ben")
    await ben.hears("trust.you_are_back")


async def test_an_operator_takes_over_the_suspension_of_somebody_who_is_gone(town: Town) -> None:
    cora, ben, eve = await town.with_people(*(f"{name} en coordinator" for name in ("Cora", "Ben", "Eve")))
    await _suspends(cora, "Ben")
    await cora.says("/forget").taps("forget.yes").hears("own_data.forgotten")
    async with town.work.begin() as uow:
        assert not isinstance(await suspension.suspend(uow, town.now, ben.person_id, None), Refused)
    await town.settle()
    await eve.hears("trust.taken_over", name="Ben")
    await eve.says("/lock").taps("choice.name", name="Ben").taps("lock.lift").is_told("trust.by_operator")
