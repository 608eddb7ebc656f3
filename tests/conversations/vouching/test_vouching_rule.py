"""/vouching: coordinators choose how many vouches make a member; fewer takes two of them."""

from alerts.vouching import changing_rule
from alerts.vouching.vouch_rule import vouches_needed
from alerts.work.refused import Refused
from tests.conversations.town import Town
from tests.conversations.vouching.scenes import asks_for, code_of, newcomer


async def _needed(town: Town) -> int:
    async with town.work.begin() as uow:
        return vouches_needed(await uow.network())


async def test_a_coordinator_asks_for_three_and_all_others_hear_so(town: Town) -> None:
    cora, ben, rosa = await town.with_people(
        "Cora en coordinator", "Ben en coordinator Holyoke signal", "Rosa es member"
    )
    await cora.says("/vouching").hears("vouching.head").taps("vouching.ask").hears("vouching.how_many")
    await cora.taps("choice.vouching.count", n=3).is_told("toast.vouching.set")
    await ben.hears("vouching.told", by="Cora")
    await ben.says("/avales").hears("vouching.head")
    await rosa.hears_nothing()
    await rosa.says("/vouching").hears("refused.role")
    assert await _needed(town) == 3
    assert [row.action for row in await town.rows_of("audit_entry")] == ["vouches_set"]


async def test_fewer_takes_a_second_coordinator_who_is_not_the_first_ones_other_hand(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator Holyoke")
    await asks_for(town, 5)
    await cora.says("/vouching").taps("vouching.ask").taps("choice.vouching.count", n=2)
    await cora.is_told("toast.vouching.asked")
    assert await _needed(town) == 5
    await cora.says("/vouching").hears("vouching.head").sees("vouching.waits", name="Cora")
    await ben.hears("vouching.easier_ask", name="Cora").taps("vouching.yes").is_told("toast.vouching.set")
    await cora.hears("vouching.told", by="Ben")
    assert await _needed(town) == 2
    await ben.taps("vouching.no").is_told("vouching.gone")


async def test_a_no_leaves_it_and_whoever_asked_hears_who_said_so(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator Holyoke")
    await asks_for(town, 5)
    await cora.says("/vouching").taps("vouching.ask").taps("choice.vouching.alone")
    await ben.taps("vouching.no").is_told("toast.vouching.kept")
    await cora.hears("vouching.refused", name="Ben")
    assert await _needed(town) == 5


async def test_who_coordinates_alone_asks_the_operator_for_fewer(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await asks_for(town, 5)
    await cora.says("/vouching").taps("vouching.ask").taps("choice.vouching.count", n=4)
    await cora.is_told("vouching.no_second")
    await cora.taps("choice.vouching.count", n=6).is_told("toast.vouching.set")
    await cora.taps("choice.vouching.count", n=6).is_told("vouching.same")
    async with town.work.begin() as uow:
        assert not isinstance(await changing_rule.set_rule(uow, town.now, 0, None), Refused)
    await town.settle()
    await cora.hears("vouching.told", by="trust.operator")


async def test_what_was_asked_by_who_coordinates_no_more_is_over(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator", "Ben en coordinator Holyoke")
    await asks_for(town, 5)
    await cora.says("/vouching").taps("vouching.ask").taps("choice.vouching.count", n=2)
    async with town.work.begin() as uow:
        await uow.people.suspend(cora.person_id, ben.person_id, town.now)
    await ben.taps("vouching.yes").is_told("vouching.gone")
    assert await _needed(town) == 5


async def test_a_coordinator_s_invitation_is_one_vouch_where_more_are_asked(town: Town) -> None:
    cora, rosa, nina = await town.with_people("Cora en coordinator", "Rosa es member", "Nina")
    await asks_for(town, 2)
    await cora.says("/invite member Northampton").hears("invite.made")
    parts = cora.screen.lines[-1].spoken.notice.parts
    code = next(str(part.values["code"]) for part in parts if "code" in part.values)
    await nina.says(f"/start {code}").taps("consent.en").hears("join.as.subscriber").sees("vouching.missing_vouches")
    await cora.hears("invite.used", name="Nina")
    await rosa.says(f"/vouch {await code_of(nina)}").taps("vouch.yes").is_told("vouching.made_member")
    await nina.hears("join.as.member")


async def test_letting_in_as_a_member_is_one_vouch_too_and_the_request_stays_open(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa es member")
    await asks_for(town, 2)
    await cora.says("/help")
    nina = await newcomer(town)
    await cora.taps("choice.as.member").is_told("toast.vouching.counted", name="Nina", given=1, needed=2)
    await nina.hears("vouching.got", given=1)
    await cora.taps("choice.as.member").is_told("vouching.before")
    await cora.taps("choice.as.subscriber").is_told("toast.let_in")
    await rosa.says(f"/vouch {await code_of(nina)}").taps("vouch.yes").is_told("vouching.made_member")


async def test_an_operator_s_invitation_is_enough(town: Town) -> None:
    (nina,) = await town.with_people("Nina")
    await asks_for(town, 5)
    await nina.says(f"/start {await town.invitation('member')}").taps("consent.en").hears("join.as.member")
