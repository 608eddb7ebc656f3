"""Too few on the way after ten minutes is an event of its own: the desk hears how many, and what is missing."""

from tests.conversations.scenes import confirmed, observed
from tests.conversations.town import Town


async def test_the_desk_hears_at_ten_twenty_and_thirty_minutes_while_too_few_go(town: Town) -> None:
    cast = await confirmed(town)
    await cast.jean.taps("answer.cannot")
    await cast.marisol.taps("answer.onway")
    for _ in range(3):
        await town.forward(minutes=9)
        town.forget_news()
        await town.forward(minutes=1, seconds=5)
        await cast.dana.hears("desk.too_few", number=1, n=1, wanted=2)
    town.forget_news()
    await town.forward(minutes=30)
    await cast.dana.hears_nothing()


async def test_once_enough_go_nobody_hears_of_it(town: Town) -> None:
    cast = await confirmed(town)
    await cast.marisol.taps("answer.onway")
    await cast.jean.taps("answer.onscene")
    town.forget_news()
    await town.forward(minutes=40)
    await cast.dana.hears_nothing()


async def test_who_saw_it_before_the_alert_is_there(town: Town) -> None:
    cast = await confirmed(town)
    await cast.marisol.taps("answer.onway")
    town.forget_news()
    await town.forward(minutes=11)
    await cast.dana.hears_nothing()


async def test_who_hands_back_later_is_missed_at_the_next_look(town: Town) -> None:
    cast = await confirmed(town)
    await cast.marisol.taps("answer.onway")
    await cast.jean.taps("answer.onscene")
    await town.forward(minutes=11)
    await cast.marisol.taps("answer.cannot")
    town.forget_news()
    await town.forward(minutes=10)
    await cast.dana.hears("desk.too_few", number=1, n=1, wanted=2)


async def test_what_is_missing_is_named_by_task(town: Town) -> None:
    cast = await observed(town)
    await cast.dana.taps("desk.confirm").taps("tasks.choose").taps("tasks.usual").taps("confirm.send")
    await cast.marisol.taps("answer.onway").taps("task.take:film")
    town.forget_news()
    await town.forward(minutes=11)
    await cast.dana.hears("desk.too_few", n=2, wanted=4).sees("desk.too_few_tasks")


async def test_what_is_over_is_short_of_nobody(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    town.forget_news()
    await town.forward(minutes=40)
    await cast.dana.hears_nothing()
