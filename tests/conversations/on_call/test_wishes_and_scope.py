"""What people at the desk wish, how widely a desk covers, who had how much, and shifts of who is gone."""

from datetime import timedelta

from alerts.people.person import Role
from alerts.towns import ending
from alerts.trust import suspension
from tests.conversations.on_call.planned import kept, on_duty, planned, until
from tests.conversations.town import Town
from tests.conversations.trainings.announced import code_on


async def test_who_wants_no_nights_is_not_asked_to_take_one_while_others_are_there(town: Town) -> None:
    cora, dana, luis, ana = await town.with_people(
        "Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher signal", "Ana en dispatcher"
    )
    await luis.says("/shifts").taps("on_call.own").hears("on_call.none_yet").hears("on_call.none_own")
    await luis.taps("on_call.wishes").hears("on_call.wishes").taps("on_call.wish:no_nights")
    await luis.hears("on_call.wish.no_nights.on")
    await planned(town, cora, dana)
    await dana.taps("on_call.offer").is_told("toast.on_call.offered", n=2)
    await ana.hears("on_call.ask.swap")
    await luis.hears_nothing()
    await luis.taps("on_call.wish:no_nights").hears("on_call.wish.no_nights.off")


async def test_where_everybodys_wish_forbids_it_everybody_is_asked(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher signal")
    for phone in (cora, luis):
        await phone.says("/shifts").taps("on_call.own").taps("on_call.wishes").taps("on_call.wish:no_nights")
    await planned(town, cora, dana)
    await dana.taps("on_call.offer").is_told("toast.on_call.offered", n=2)
    await luis.hears("on_call.ask.swap")


async def test_the_plan_comes_every_evening_to_who_wants_it_until_they_do_not(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    await planned(town, cora, dana, None, days=2)
    await dana.says("/shifts").taps("on_call.own").taps("on_call.wishes").taps("on_call.evening")
    await dana.hears("on_call.evening.on")
    town.forget_news()
    await town.forward(hours=1)
    await dana.hears("on_call.plan").hears_nothing()
    await town.forward(days=1)
    await dana.hears("on_call.plan")
    await dana.taps("on_call.evening").hears("on_call.evening.off")
    town.forget_news()
    await town.forward(days=5)
    assert not any(line.says("on_call.plan") for line in dana.screen.news)


async def test_one_tap_widens_what_a_desk_covers_and_one_narrows_it(town: Town) -> None:
    cora, dana, hugo = await town.with_people(
        "Cora en coordinator", "Dana en dispatcher", "Hugo en dispatcher Holyoke signal"
    )
    holyoke = town.network.towns[1]
    async with town.work.begin() as uow:
        await uow.grants.give(dana.person_id, Role.DISPATCHER, holyoke.id, town.now)
    shift = await planned(town, cora, dana, days=0.02)
    await until(town, shift.starts_at)
    await dana.taps("on_call.on")
    town.forget_news()
    await dana.says("/shifts").taps("on_call.show").taps("on_call.covers").sees("on_call.scope")
    await hugo.hears("on_call.told.has_desk", name="Dana", towns=("Northampton", "Holyoke"))
    await hugo.says("/shifts").hears("on_call.now.who", town="Holyoke")
    assert (await kept(town, shift)).widened == (holyoke.id,)
    await dana.taps("choice.on_call.covers.own").sees("on_call.scope")
    assert (await kept(town, shift)).widened == ()
    await hugo.says("/shifts").hears("on_call.now.nobody", town="Holyoke")


async def test_a_desk_is_not_widened_to_where_its_first_has_no_desk(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    shift = await planned(town, cora, dana, days=0.02)
    await until(town, shift.starts_at)
    await dana.taps("on_call.on").says("/shifts").taps("on_call.show").taps("choice.on_call.covers.all")
    await dana.is_told("on_call.nothing_to_add")


async def test_hours_and_nights_of_each_are_shown_from_what_is_over(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher")
    shift = await planned(town, cora, dana, days=0.02)
    day = shift.ends_at
    await planned(town, cora, luis, starts_at=day, ends_at=day + timedelta(hours=6))
    await dana.says("/shifts").taps("on_call.shares").hears("on_call.now.nobody").hears("on_call.no_shares")
    await until(town, day, hours=-7)
    town.forget_news()
    await dana.taps("on_call.shares").hears("on_call.shares").sees("on_call.share", name="Dana", hours=12.0, nights=1)
    await dana.sees("on_call.share", name="Luis", hours=6.0, nights=0)


async def test_who_is_suspended_is_off_duty_at_once_and_the_desk_is_asked(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher signal")
    shift = await planned(town, cora, dana, days=0.02)
    await until(town, shift.starts_at)
    await dana.taps("on_call.on")
    town.forget_news()
    async with town.work.begin() as uow:
        await suspension.suspend(uow, town.now, dana.person_id, None)
    assert await on_duty(town) == []
    await town.settle()
    await luis.hears("on_call.ask.free").taps("on_call.take").hears("on_call.taken")
    assert any(line.says("on_call.told.nobody") for line in cora.screen.lines)
    assert await on_duty(town) == [luis.person_id]


async def test_of_whoever_is_erased_nothing_is_left_but_a_gap_that_coordinators_hear_of(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    await planned(town, cora, dana)
    await dana.says("/forget").taps("forget.yes")
    await town.settle()
    assert await town.rows_of("shift_seat") == []
    assert any(line.says("on_call.told.nobody") for line in cora.screen.lines)
    town.forget_news()
    await town.forward(days=1)
    await dana.hears_nothing()


async def test_of_two_apps_that_both_had_a_seat_one_is_left_and_the_other_is_told_as_free(town: Town) -> None:
    cora, dana, other = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Dana en dispatcher signal")
    shift = await planned(town, cora, dana, other)
    await dana.says("/link").hears("link.code")
    await other.says(f"/link {code_on(dana)}").taps("link.mine")
    await dana.taps("link.yes")
    await town.settle()
    assert len((await kept(town, shift)).seats) == 1
    assert any(line.says("on_call.told.gap") for line in cora.screen.lines)


async def test_where_the_network_leaves_a_town_its_shifts_are_called_off(town: Town) -> None:
    hugo, cora = await town.with_people("Hugo en dispatcher Holyoke", "Cora en coordinator everywhere")
    holyoke = town.network.towns[1]
    await planned(town, cora, hugo, town_ids=(holyoke.id,))
    async with town.work.begin() as uow:
        await ending.retire_town(uow, town.now, holyoke.id, None)
    await town.settle()
    await hugo.hears("on_call.told.off")
    assert await town.rows_of("shift") == []


async def test_a_wider_desk_is_narrowed_to_what_whoever_has_it_next_works(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher signal")
    (hugo,) = await town.with_people("Hugo en dispatcher Holyoke")
    async with town.work.begin() as uow:
        await uow.grants.give(dana.person_id, Role.DISPATCHER, town.network.towns[1].id, town.now)
    shift = await planned(town, cora, dana, luis, days=0.02)
    await until(town, shift.starts_at)
    await dana.taps("on_call.on").says("/shifts").taps("on_call.show").taps("on_call.covers").sees("on_call.scope")
    town.forget_news()
    await luis.says("/shifts").taps("on_call.now")
    await town.settle()
    assert (await kept(town, shift)).widened == ()
    await dana.hears("on_call.told.relieved", name="Luis")
    await cora.hears("on_call.told.has_desk", name="Luis", towns=("Northampton",))
    await hugo.says("/shifts").hears("on_call.now.nobody", town="Holyoke")


async def test_who_cannot_any_more_leaves_no_town_with_a_backup_who_does_not_work_it(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher signal")
    (hugo,) = await town.with_people("Hugo en dispatcher Holyoke")
    async with town.work.begin() as uow:
        await uow.grants.give(dana.person_id, Role.DISPATCHER, town.network.towns[1].id, town.now)
    shift = await planned(town, cora, dana, luis, days=0.02)
    await until(town, shift.starts_at)
    await dana.taps("on_call.on").says("/shifts").taps("on_call.show").taps("on_call.covers").sees("on_call.scope")
    await dana.says("/shifts").taps("on_call.show").taps("on_call.cannot")
    await town.settle()
    assert (await kept(town, shift)).widened == ()
    await hugo.says("/shifts").hears("on_call.now.nobody", town="Holyoke")
