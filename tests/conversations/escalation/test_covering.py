"""A desk that is lent for a night: what changes meanwhile neither makes it a role for good nor takes a real one."""

from alerts.people.person import Grant, Role
from alerts.towns import adding_towns, ending
from alerts.trust import role_removal, suspension
from alerts.work.refused import Refused
from tests.conversations.escalation.test_escalation import rings
from tests.conversations.on_call.planned import kept, planned, until
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT
from tests.conversations.town import Town
from tests.conversations.trainings.announced import code_on


async def covering(town: Town, *roles: str) -> tuple[Phone, Phone]:
    """Rosa reported in Northampton, and Ines of Holyoke has that desk for four hours, and nothing of it in hand."""
    rosa, ines = await town.with_people("Rosa es member", f"Ines en dispatcher Holyoke {' '.join(roles)}".strip())
    await rosa.says(REPORT)
    await town.forward(minutes=2)
    await ines.taps("escalation.cover").taps("desk.dismiss").taps("end.dismiss").is_told("toast.laid_down")
    town.forget_news()
    return rosa, ines


async def link(town: Town, owner: Phone, other: Phone) -> None:
    await owner.says("/link").hears("link.code")
    await other.says(f"/link {code_on(owner)}").taps("link.mine")
    await owner.taps("link.yes").hears("link.done")


async def desks(town: Town, person_id: int) -> set[str]:
    """Return the towns whose desk they work by a role."""
    async with town.work.look() as uow:
        found = await uow.people.get(person_id)
        network = await uow.network()
    towns = [network.town(one.town_id) for one in (found.grants if found else ()) if one.role is Role.DISPATCHER]
    return {one.name for one in towns if one is not None}


async def given(town: Town, person: Phone, *towns: str) -> None:
    async with town.work.begin() as uow:
        for name in towns:
            there = town.network.named(name)
            assert there is not None
            await uow.grants.give(person.person_id, Role.DISPATCHER, there.id, town.now)


async def test_a_real_role_outlasts_the_cover_of_the_app_that_is_linked_to_it(town: Town) -> None:
    _, ines = await covering(town)
    (other,) = await town.with_people("Ines en dispatcher signal")
    await given(town, other, "Holyoke")
    await link(town, other, ines)
    await town.forward(hours=5)
    assert await desks(town, other.person_id) == {"Northampton", "Holyoke"}


async def test_who_only_covers_gains_no_real_role_by_a_link(town: Town) -> None:
    _, ines = await covering(town)
    (dana,) = await town.with_people("Dana en dispatcher signal")
    await ines.says("/link").hears("link.code")
    await dana.says(f"/link {code_on(ines)}").hears("link.own_roles")
    assert await desks(town, dana.person_id) == {"Northampton"}


async def test_an_undone_link_leaves_nobody_the_desk_that_was_lent(town: Town) -> None:
    _, ines = await covering(town)
    (other,) = await town.with_people("Ines en dispatcher signal")
    await given(town, other, "Holyoke")
    await link(town, other, ines)
    await other.taps("link.undo")
    await town.forward(hours=5)
    found = {row.id: await desks(town, row.id) for row in await town.rows_of("person")}
    assert found.pop(other.person_id) == {"Northampton", "Holyoke"}
    assert not any("Northampton" in towns for towns in found.values())


async def test_where_the_covered_town_becomes_a_part_of_her_own_she_keeps_her_own(town: Town) -> None:
    _, ines = await covering(town)
    northampton, holyoke = town.network.towns[:2]
    async with town.work.begin() as uow:
        assert not isinstance(await ending.merge_towns(uow, town.now, northampton.id, holyoke.id, None), Refused)
    await town.forward(hours=5)
    assert await desks(town, ines.person_id) == {"Holyoke"}


async def test_where_her_own_town_becomes_a_part_of_the_covered_one_she_keeps_her_own(town: Town) -> None:
    _, ines = await covering(town)
    northampton, holyoke = town.network.towns[:2]
    async with town.work.begin() as uow:
        assert not isinstance(await ending.merge_towns(uow, town.now, holyoke.id, northampton.id, None), Refused)
    await town.forward(hours=5)
    assert await desks(town, ines.person_id) == {"Northampton"}


async def test_a_part_of_the_covered_town_is_covered_as_long_and_no_longer(town: Town) -> None:
    _, ines = await covering(town)
    northampton = town.network.towns[0]
    async with town.work.begin() as uow:
        part = await adding_towns.split_town(uow, town.now, northampton.id, "Florence", (42.335, -72.672), None)
        assert not isinstance(part, Refused)
    assert await desks(town, ines.person_id) == {"Northampton", "Holyoke", "Florence"}
    await town.forward(hours=5)
    assert await desks(town, ines.person_id) == {"Holyoke"}


async def test_whose_own_desk_is_taken_from_them_covers_no_other_one_either(town: Town) -> None:
    rosa, ines = await covering(town)
    async with town.work.begin() as uow:
        grant = Grant(Role.DISPATCHER, town.network.towns[1].id)
        assert not isinstance(await role_removal.take_role(uow, town.now, ines.person_id, grant, None), Refused)
    await town.settle()
    await ines.hears("escalation.cover_ended", town="Northampton")
    assert await desks(town, ines.person_id) == set()
    await rosa.says(REPORT)
    await town.forward(minutes=10)
    assert rings(ines) == 0


async def test_who_is_suspended_while_she_covers_wakes_without_the_desk_that_was_lent(town: Town) -> None:
    _, ines = await covering(town)
    async with town.work.begin() as uow:
        await suspension.suspend(uow, town.now, ines.person_id, None)
    await town.forward(hours=5)
    async with town.work.begin() as uow:
        await uow.people.lift(ines.person_id)
    assert await desks(town, ines.person_id) == {"Holyoke"}


async def test_who_forgets_while_she_covers_leaves_no_cover(town: Town) -> None:
    _, ines = await covering(town)
    await ines.says("/forget").taps("forget.yes")
    await town.settle()
    assert await town.rows_of("desk_cover") == []


async def test_who_stops_while_she_covers_hears_nothing_of_its_end(town: Town) -> None:
    rosa, ines = await covering(town)
    await ines.says("/stop").taps("stop.yes")
    town.forget_news()
    await rosa.says(REPORT)
    await town.forward(hours=5)
    await ines.hears_nothing()
    assert await desks(town, ines.person_id) == set()


async def test_a_covered_town_that_the_network_leaves_ends_the_cover_in_silence(town: Town) -> None:
    _, ines = await covering(town)
    await town.with_people("Cora en coordinator everywhere")
    async with town.work.begin() as uow:
        gone = await ending.retire_town(uow, town.now, town.network.towns[0].id, None)
        assert not isinstance(gone, Refused)
    town.forget_news()
    await town.forward(hours=5)
    assert not any(line.says("escalation.cover_ended") for line in ines.screen.lines)
    assert await desks(town, ines.person_id) == {"Holyoke"}


async def test_a_shift_that_was_widened_to_the_covered_town_is_narrowed_as_the_cover_ends(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator everywhere")
    rosa, ines = await town.with_people("Rosa es member", "Ines en dispatcher Holyoke")
    shift = await planned(town, cora, ines, days=0.02, town_ids=(town.network.towns[1].id,))
    await until(town, shift.starts_at)
    await ines.taps("on_call.on")
    await rosa.says(REPORT)
    await town.forward(minutes=2)
    await ines.taps("escalation.cover").taps("desk.dismiss").taps("end.dismiss")
    await ines.says("/shifts").taps("on_call.show").taps("on_call.covers").sees("on_call.scope")
    assert (await kept(town, shift)).widened == (town.network.towns[0].id,)
    await town.forward(hours=5)
    assert (await kept(town, shift)).widened == ()
    await cora.says("/shifts").hears("on_call.now.nobody", town="Northampton")


async def test_a_shift_widened_to_the_town_that_takes_its_own_one_in_is_not_lost(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator everywhere", "Dana en dispatcher")
    await given(town, dana, "Holyoke")
    shift = await planned(town, cora, dana, days=0.02)
    await until(town, shift.starts_at)
    await dana.taps("on_call.on").says("/shifts").taps("on_call.show").taps("on_call.covers").sees("on_call.scope")
    northampton, holyoke = town.network.towns[:2]
    async with town.work.begin() as uow:
        assert not isinstance(await ending.merge_towns(uow, town.now, northampton.id, holyoke.id, None), Refused)
    now = await kept(town, shift)
    assert (now.town_ids, now.widened) == ((holyoke.id,), ())
