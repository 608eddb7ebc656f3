"""A newcomer shows a code; who knows them vouches; enough of them, one a coordinator's, make a member."""

import pytest

from alerts.joining.guesses import FREE
from alerts.people.person import Role
from tests.conversations.town import Town
from tests.conversations.vouching.scenes import asks_for, code_of, newcomer, vouches


async def test_three_vouches_one_of_them_a_coordinator_s_make_a_member_and_all_hear_so(town: Town) -> None:
    rosa, jean, cora, ben = await town.with_people(
        "Rosa es member", "Jean en responder signal", "Cora en coordinator", "Ben en coordinator Holyoke"
    )
    await asks_for(town, 3)
    nina = await newcomer(town)
    code = await code_of(nina)
    await rosa.says(f"/avalar {code}").hears("vouching.ask", name="Nina").taps("vouch.yes")
    await rosa.is_told("vouching.counted", given=1, needed=3)
    await nina.hears("vouching.got", given=1, needed=3)
    await cora.hears_nothing()
    await jean.says(f"vouch {code}").hears("vouching.ask").taps("vouch.yes")
    await jean.hears("vouching.coordinator_missing", given=2)
    await nina.hears("vouching.got", given=2)
    await cora.hears("vouching.needs_yours", name="Nina", given=2).taps("vouch.member").is_told("toast.let_in")
    await nina.hears("join.as.member", town="Northampton")
    await rosa.hears("vouching.yours_is_in", name="Nina")
    await jean.hears("vouching.yours_is_in")
    await ben.hears("trust.came_in", name="Nina")
    await town.nobody_hears_anything_else()
    assert [(row.action, row.by_id, row.whom_id) for row in (await town.rows_of("audit_entry"))[-4:]] == [
        ("vouched", rosa.person_id, nina.person_id),
        ("vouched", jean.person_id, nina.person_id),
        ("vouched", cora.person_id, nina.person_id),
        ("let_in", cora.person_id, nina.person_id),
    ]


async def test_where_a_coordinator_vouched_first_the_last_member_s_word_lets_them_in(town: Town) -> None:
    rosa, cora, ben = await town.with_people("Rosa es member", "Cora en coordinator", "Ben en coordinator")
    await asks_for(town, 2)
    nina = await newcomer(town, app="signal")
    code = await code_of(nina)
    await cora.says(f"/vouch {code}").hears("vouching.ask").taps("vouch.yes").is_told("vouching.counted", given=1)
    await nina.hears("vouching.got", given=1)
    await rosa.says(f"/vouch {code}").taps("vouch.yes").is_told("vouching.made_member", name="Nina")
    await nina.hears("join.as.member")
    await cora.hears("vouching.yours_is_in", name="Nina")
    await ben.hears("vouching.is_in", name="Nina", names=("Cora", "Rosa"))
    await nina.says("/status").hears("towns.line", town="Northampton")


async def test_members_alone_are_never_enough(town: Town) -> None:
    members = await town.with_people("Rosa es member", "Jean en member", "Ada en dispatcher", "Cora en coordinator")
    await asks_for(town, 2)
    nina = await newcomer(town)
    code = await code_of(nina)
    for one in members[:3]:
        await vouches(one, code)
    assert await _roles(town, nina.person_id) == set()


@pytest.mark.parametrize("needed", [0, 1])
async def test_one_coordinator_is_enough_where_no_more_is_asked(town: Town, needed: int) -> None:
    rosa, cora = await town.with_people("Rosa es member", "Cora en coordinator")
    await asks_for(town, needed)
    nina = await newcomer(town)
    code = await code_of(nina)
    await vouches(rosa, code)
    assert await _roles(town, nina.person_id) == set()
    await cora.says(f"/vouch {code}").taps("vouch.yes").is_told("vouching.made_member")
    assert await _roles(town, nina.person_id) == {"member"}


async def test_nobody_vouches_twice_for_themselves_or_with_another_app_of_their_own_hand(town: Town) -> None:
    rosa, _ = await town.with_people("Rosa es member", "Cora en coordinator")
    other = await town.also(rosa, "signal")
    await asks_for(town, 3)
    nina = await newcomer(town)
    code = await code_of(nina)
    await vouches(rosa, code)
    await other.says(f"/vouch {code}").hears("vouching.before")
    await other.says("/unlink").taps("link.part").hears("link.parted_here")
    async with town.work.begin() as uow:
        found = await uow.people.find(other.platform.line_id, other.address)
        assert found is not None
        await uow.grants.give(found[0].id, Role.MEMBER, town.network.towns[0].id, town.now)
    town.forget_news()
    await other.says(f"/vouch {code}").hears("vouching.before")
    assert len(await town.rows_of("vouch")) == 1


async def test_nobody_vouches_for_their_own_other_app(town: Town) -> None:
    rosa, _ = await town.with_people("Rosa en member", "Cora en coordinator")
    other = await town.also(rosa, "signal")
    await other.says("/unlink").taps("link.part").hears("link.parted_here")
    await other.says("/join").taps("consent.en").taps("join.town", name="Northampton")
    code = await code_of(other)
    await rosa.says(f"/vouch {code}").hears("vouching.yourself")


async def test_who_is_no_member_there_or_suspended_cannot_vouch(town: Town) -> None:
    tomas, hugo, rosa, cora = await town.with_people(
        "Tomás es subscriber", "Hugo en member Holyoke", "Rosa es member", "Cora en coordinator"
    )
    nina = await newcomer(town)
    code = await code_of(nina)
    await tomas.says(f"/vouch {code}").hears("vouching.members_only")
    await hugo.says(f"/vouch {code}").hears("vouching.other_town", town="Northampton")
    await rosa.says(f"/vouch {code}").hears("vouching.ask")
    async with town.work.begin() as uow:
        await uow.people.suspend(rosa.person_id, cora.person_id, town.now)
    await rosa.taps("vouch.yes").is_told("trust.suspended_still")
    await rosa.says(f"/vouch {code}").hears("trust.suspended_still")
    assert await town.rows_of("vouch") == []


async def test_the_word_of_who_lost_the_role_meanwhile_counts_no_more(town: Town) -> None:
    rosa, jean, cora = await town.with_people("Rosa es member", "Jean en member", "Cora en coordinator")
    await asks_for(town, 3)
    nina = await newcomer(town)
    code = await code_of(nina)
    await vouches(rosa, code)
    await vouches(cora, code)
    async with town.work.begin() as uow:
        await uow.people.suspend(rosa.person_id, cora.person_id, town.now)
    await vouches(jean, code)
    assert await _roles(town, nina.person_id) == set()


async def test_a_code_is_good_for_a_day_and_the_newest_only(town: Town) -> None:
    rosa, _ = await town.with_people("Rosa es member", "Cora en coordinator")
    nina = await newcomer(town)
    old = await code_of(nina)
    new = await code_of(nina)
    await rosa.says(f"/vouch {old}").hears("vouching.bad_code")
    await rosa.says(f"/vouch {new.lower().replace('-', ' ')}").hears("vouching.ask")
    await town.forward(days=1, seconds=1)
    await rosa.taps("vouch.yes").is_told("vouching.bad_code")


async def test_who_guesses_codes_waits_and_is_told_of(town: Town) -> None:
    rosa, cora = await town.with_people("Rosa es member", "Cora en coordinator")
    for number in range(FREE):
        await rosa.says(f"/vouch AAAA-AAA{number}").hears("vouching.bad_code")
    await rosa.says("/vouch BBBB-BBBB").hears("join.guess_wait")
    for _ in range(2):
        await town.forward(minutes=5)
        await rosa.says("/vouch BBBB-BBBB").hears("vouching.bad_code")
    await cora.hears("join.guessing")


async def test_who_wants_in_gets_a_code_and_who_does_not_hears_how(town: Town) -> None:
    sam, tomas, rosa = await town.with_people("Sam", "Tomás es subscriber", "Rosa es member")
    await sam.says("/vouch").hears("vouching.join_first")
    await tomas.says("/vouch").hears("vouching.code").sees("vouching.so_far_alone")
    await rosa.says("/vouch").hears("vouching.how").hears_nothing()


async def test_nobody_is_found_by_a_name_and_what_is_no_code_is_no_guess(town: Town) -> None:
    rosa, _ = await town.with_people("Rosa es member", "Cora en coordinator")
    await newcomer(town)
    for _ in range(FREE + 2):
        await rosa.says("/vouch Nina").hears("vouching.how").says("/vouch Nina Marina").hears("vouching.how")
    assert await town.rows_of("wrong_guess") == []


async def test_after_a_no_nobody_vouches_until_it_holds_no_more(town: Town) -> None:
    rosa, cora = await town.with_people("Rosa es member", "Cora en coordinator")
    nina = await newcomer(town)
    code = await code_of(nina)
    await rosa.says(f"/vouch {code}").hears("vouching.ask")
    await cora.taps("join.decline")
    await rosa.taps("vouch.yes").is_told("vouching.bad_code")
    await nina.says("/vouch").hears("vouching.join_first")


async def _roles(town: Town, person_id: int) -> set[str]:
    return {row.role for row in await town.rows_of("grant_") if row.person_id == person_id}
