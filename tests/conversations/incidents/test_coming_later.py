"""Who can't come now but later is kept with the time, and asked again then; when people arrive stands on the card."""

from tests.conversations.scenes import confirmed, observed
from tests.conversations.town import Town


async def test_who_could_come_later_is_asked_again_then(town: Town) -> None:
    cast = await confirmed(town)
    await cast.marisol.taps("answer.later").hears("answer.when", number=1).taps("later.in:60").hears("answer.later")
    await town.forward(seconds=5)
    await cast.dana.sees("card.can_later")
    await town.forward(minutes=58)
    town.forget_news()
    await town.forward(minutes=2)
    await cast.marisol.hears("answer.can_now", number=1).taps("answer.onway").hears("answer.onway")


async def test_they_are_asked_once_and_not_when_it_is_over(town: Town) -> None:
    cast = await confirmed(town)
    await cast.marisol.taps("answer.later").taps("later.in:30")
    await cast.jean.taps("answer.later").taps("later.in:60")
    await town.forward(minutes=31)
    await cast.marisol.hears("answer.can_now")
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    town.forget_news()
    await town.forward(minutes=60)
    await cast.marisol.hears_nothing()
    await cast.jean.hears_nothing()


async def test_no_but_in_two_hours_keeps_both(town: Town) -> None:
    cast = await confirmed(town)
    await cast.marisol.says("No, but in two hours").hears("task.understood", number=1)
    await cast.dana.sees("card.can_later")
    town.forget_news()
    await town.forward(hours=1, minutes=50)
    await town.forward(minutes=11)
    await cast.marisol.hears("answer.can_now", number=1)


async def test_whose_time_comes_when_the_scene_is_full_stands_by(town: Town) -> None:
    cast = await observed(town)
    phones = await town.with_people(*(f"R{n} en responder" for n in range(12)))
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.marisol.taps("answer.later").taps("later.in:30")
    for phone in phones:
        await phone.taps("answer.onway")
    town.forget_news()
    await town.forward(minutes=31)
    await cast.dana.sees("card.standing_by", n=1)


async def test_minutes_in_words_stand_on_the_card_as_a_time(town: Town) -> None:
    cast = await confirmed(town)
    await cast.marisol.says("5 min").hears("task.understood")
    await cast.dana.sees("card.arriving")
