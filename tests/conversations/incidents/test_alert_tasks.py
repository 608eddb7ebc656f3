"""Tasks of an alert: chosen by the desk with how many, taken by tap, handed back, and never more than asked for."""

from tests.conversations.phone import Phone
from tests.conversations.scenes import Cast, observed
from tests.conversations.town import Town


async def asked(town: Town, *more: str) -> tuple[Cast, list[Phone]]:
    """An alert went out that asks for one who films and one attorney; besides Marisol and Jean `more` heard of it."""
    cast = await observed(town)
    phones = await town.with_people(*more) if more else []
    await cast.dana.taps("desk.confirm")
    await cast.dana.taps("tasks.choose").taps("tasks.one:film").taps("tasks.count:film:1")
    await cast.dana.taps("tasks.one:attorney").taps("tasks.count:attorney:1").taps("tasks.done").taps("confirm.send")
    return cast, phones


async def test_the_desk_asks_for_the_usual_by_one_tap_and_the_preview_shows_it(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm").taps("tasks.choose").hears("tasks.page_none", number=1)
    await cast.dana.taps("tasks.usual").hears("preview.responders").hears("alert.tasks")
    await cast.dana.taps("confirm.send")
    await cast.marisol.hears("alert.tasks")
    await cast.tomas.hears("community.head")
    assert "alert.tasks" not in cast.tomas.keys


async def test_what_was_previewed_before_a_task_was_chosen_is_not_sent(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm")
    old = cast.dana.button("confirm.send")
    await cast.dana.taps("tasks.choose").taps("tasks.one:film").taps("tasks.count:film:1")
    await cast.dana.presses(old).is_told("choose.stale")
    await cast.marisol.hears_nothing()


async def test_who_goes_is_offered_what_is_needed_there_takes_it_and_the_card_counts(town: Town) -> None:
    cast, _ = await asked(town)
    town.forget_news()
    await cast.marisol.taps("answer.onway").hears("task.offer").taps("task.take:film").hears("task.yours", number=1)
    await cast.marisol.sees("task.how.film")
    await town.forward(seconds=5)
    await cast.dana.sees("card.task", n=1, wanted=1)


async def test_whoever_is_second_hears_so_and_what_else_is_needed(town: Town) -> None:
    cast, _ = await asked(town)
    await cast.marisol.taps("answer.onway")
    await cast.jean.taps("answer.onway")
    await cast.marisol.taps("task.take:film")
    town.forget_news()
    await cast.jean.taps("task.take:film").hears("task.full")


async def test_who_takes_a_task_at_the_scene_from_the_alert_goes_there(town: Town) -> None:
    cast, _ = await asked(town)
    town.forget_news()
    await cast.marisol.taps("task.needed").taps("task.take:film").hears("task.yours")
    await town.forward(seconds=5)
    await cast.dana.sees("card.answers", going=1, there=0)


async def test_who_helps_from_elsewhere_takes_no_place_on_the_scene(town: Town) -> None:
    cast, _ = await asked(town)
    town.forget_news()
    await cast.jean.taps("task.needed").taps("task.take:attorney").hears("task.yours").sees("task.how.attorney")
    await town.forward(seconds=5)
    await cast.dana.sees("card.answers", going=0, there=0)


async def test_a_task_that_is_handed_back_is_short_and_the_next_may_take_it(town: Town) -> None:
    cast, _ = await asked(town)
    await cast.marisol.taps("answer.onway").taps("task.take:film")
    town.forget_news()
    await cast.marisol.taps("task.back").hears("task.handed_back")
    await cast.dana.hears("task.short", number=1, n=0, wanted=1)
    await cast.jean.taps("answer.onway").taps("task.take:film").hears("task.yours")


async def test_who_cannot_come_has_no_task_any_more(town: Town) -> None:
    cast, _ = await asked(town)
    await cast.marisol.taps("answer.onway").taps("task.take:film")
    town.forget_news()
    await cast.marisol.taps("answer.cannot").hears("answer.cannot")
    await cast.dana.hears("task.short", number=1, n=0, wanted=1)


async def test_a_full_scene_gives_no_task_there(town: Town) -> None:
    cast, phones = await asked(town, *(f"R{n} en responder" for n in range(12)))
    for phone in phones:
        await phone.taps("answer.onway")
    town.forget_news()
    await cast.marisol.taps("task.needed").taps("task.take:film").hears("answer.standby")
    assert "task.yours" not in cast.marisol.keys


async def test_the_desk_asks_for_more_later_and_who_goes_without_a_task_is_offered_it(town: Town) -> None:
    cast, _ = await asked(town)
    await cast.marisol.taps("answer.onway").taps("task.take:film")
    await cast.jean.taps("answer.onway")
    town.forget_news()
    await cast.dana.taps("tasks.choose").hears("tasks.holder").taps("tasks.one:write").taps("tasks.count:write:1")
    await cast.jean.hears("task.offer_new").taps("task.take:write").hears("task.yours")
    await cast.marisol.hears_nothing()


async def test_once_it_is_over_nothing_is_taken(town: Town) -> None:
    cast, _ = await asked(town)
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    town.forget_news()
    await cast.marisol.taps("task.needed").hears("answer.over")


async def test_nothing_of_who_took_what_outlives_the_alert_by_more_than_it_is_kept(town: Town) -> None:
    cast, _ = await asked(town)
    await cast.marisol.taps("answer.onway").taps("task.take:film")
    [kept] = await town.rows_of("task_change")
    assert (kept.task, kept.reason) == ("film", "taken")
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await town.forward(days=8)
    assert await town.rows_of("task_change") == []


async def test_what_is_opened_again_needs_nobody_until_the_next_alert_says_so(town: Town) -> None:
    cast, _ = await asked(town)
    await cast.marisol.taps("answer.onway").taps("task.take:film")
    await cast.dana.taps("desk.allclear").taps("end.allclear").taps("desk.reopen")
    assert await town.rows_of("task_change") == []
    await cast.jean.taps("look.seen")
    await cast.dana.taps("desk.confirm").taps("tasks.choose").hears("tasks.page_none")
    await cast.dana.taps("tasks.one:film").taps("tasks.count:film:1").taps("tasks.done").taps("confirm.send")
    await cast.jean.taps("task.needed").taps("task.take:film").hears("task.yours")


async def test_who_leaves_the_network_has_no_task_any_more_wherever_it_is_done(town: Town) -> None:
    cast, _ = await asked(town)
    await cast.marisol.taps("task.needed").taps("task.take:attorney")
    town.forget_news()
    await cast.marisol.says("/stop").taps("stop.yes")
    await cast.dana.hears("task.short", number=1, n=0, wanted=1)
