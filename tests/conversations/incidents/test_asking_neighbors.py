"""Too few on the way: two at the desk ask the witnesses of the towns beside, who answer and hear the end like all."""

from tests.conversations.phone import Phone
from tests.conversations.scenes import Cast, confirmed
from tests.conversations.town import Town


async def short(town: Town, *more: str) -> tuple[Cast, list[Phone]]:
    """Ten minutes after the alert only the observer is there."""
    cast = await confirmed(town)
    phones = await town.with_people(*more) if more else []
    await town.forward(minutes=11)
    await cast.dana.hears("desk.too_few", number=1, n=1, wanted=2)
    return cast, phones


async def asked(town: Town) -> Cast:
    """A second dispatcher said yes."""
    cast, [leo] = await short(town, "Leo en dispatcher")
    await cast.dana.taps("neighbors.show").hears("neighbors.sure", number=1, people=1).taps("neighbors.ask")
    await cast.ines.hears_nothing()
    await leo.hears("second.ask.neighbors", number=1).taps("second.yes").is_told("toast.neighbors_asked", people=1)
    return cast


async def test_it_takes_two_and_what_they_read_says_why_they(town: Town) -> None:
    cast = await asked(town)
    await cast.ines.hears("alert.for_neighbors").sees("alert.head", town="Northampton", number=1)


async def test_who_reported_it_is_not_quoted_to_another_town(town: Town) -> None:
    cast = await asked(town)
    await cast.ines.hears("alert.for_neighbors")
    assert "alert.words" not in cast.ines.keys


async def test_they_answer_like_the_towns_own_and_are_counted(town: Town) -> None:
    cast = await asked(town)
    await cast.ines.taps("answer.onway").hears("answer.onway")
    await town.forward(seconds=5)
    await cast.dana.sees("card.answers", going=1)
    town.forget_news()
    await cast.ines.says("can't make it, my kid").hears("task.understood", number=1)


async def test_they_hear_what_is_new_and_the_end(town: Town) -> None:
    cast = await asked(town)
    town.forget_news()
    await cast.dana.taps("desk.update").taps("tell.more")
    await cast.ines.hears("update.more.responders")
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await cast.ines.hears("closing.all_clear.responders")


async def test_nobody_is_asked_twice(town: Town) -> None:
    cast = await asked(town)
    town.forget_news()
    await cast.dana.taps("neighbors.show").is_told("neighbors.nobody", number=1)
    await cast.ines.hears_nothing()


async def test_alone_at_the_desk_it_takes_a_reason(town: Town) -> None:
    cast, [cora] = await short(town, "Cora en coordinator Holyoke")
    await cast.dana.taps("neighbors.show").taps("neighbors.ask").hears("second.why", number=1)
    await cast.dana.says("only one is there").hears("toast.neighbors_asked", people=1)
    await cora.hears("second.alone.neighbors", number=1)
    await cast.ines.hears("alert.for_neighbors")


async def test_what_is_over_asks_nobody(town: Town) -> None:
    cast, _ = await short(town)
    await cast.dana.taps("neighbors.show")
    held = cast.dana.button("neighbors.ask")
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    town.forget_news()
    await cast.dana.presses(held)
    await cast.ines.hears_nothing()


async def test_what_would_read_otherwise_by_now_is_not_sent(town: Town) -> None:
    cast, [leo] = await short(town, "Leo en dispatcher")
    await cast.dana.taps("neighbors.show").taps("neighbors.ask")
    await leo.hears("second.ask.neighbors", number=1)
    agreed = leo.button("second.yes")
    await cast.dana.taps("tasks.choose").taps("tasks.one:film").taps("tasks.count:film:1")
    await cast.dana.taps("neighbors.ask").is_told("refused.changed")
    await leo.presses(agreed)
    await cast.ines.hears_nothing()
