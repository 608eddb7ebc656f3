"""A crowd helps nobody: twelve go to a scene, who offers later stands by, and is called when somebody can't."""

from tests.conversations.phone import Phone
from tests.conversations.scenes import Cast, observed
from tests.conversations.town import Town

FULL = 12


async def alerted(town: Town, more: int) -> tuple[Cast, list[Phone]]:
    """So many responders besides were alerted, and nobody has answered."""
    cast = await observed(town)
    phones = await town.with_people(*(f"R{n} en responder" for n in range(more)))
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    return cast, phones


async def test_the_thirteenth_who_offers_to_go_stands_by_and_the_card_says_so(town: Town) -> None:
    cast, phones = await alerted(town, FULL + 1)
    town.forget_news()
    for phone in phones[:FULL]:
        await phone.taps("answer.onway").hears("answer.onway")
    await phones[FULL].taps("answer.onway").hears("answer.standby")
    await town.forward(seconds=5)
    await cast.dana.sees("card.answers", going=FULL, there=0).sees("card.standing_by", n=1)


async def test_who_is_there_counts_and_is_never_sent_away(town: Town) -> None:
    _, phones = await alerted(town, FULL + 1)
    for phone in phones[:FULL]:
        await phone.taps("answer.onway")
    town.forget_news()
    await phones[FULL].taps("answer.onscene").hears("answer.onscene")
    await phones[0].taps("answer.onway").hears("answer.onway")


async def test_the_first_who_stands_by_is_called_when_somebody_cannot_and_may_still_say_no(town: Town) -> None:
    _, phones = await alerted(town, FULL + 2)
    for phone in phones:
        await phone.taps("answer.onway")
    town.forget_news()
    first, second = phones[FULL:]
    await phones[0].taps("answer.cannot").hears("answer.cannot")
    await first.hears("answer.room", number=1)
    await second.hears_nothing()
    await first.taps("answer.cannot")
    await second.hears("answer.room", number=1).taps("answer.onway").hears("answer.onway")


async def test_the_desk_lets_more_come_and_as_many_of_who_stands_by_are_called(town: Town) -> None:
    cast, phones = await alerted(town, FULL + 2)
    for phone in phones:
        await phone.taps("answer.onway")
    await town.forward(seconds=5)
    town.forget_news()
    await cast.dana.taps("desk.more_on_scene").is_told("toast.more_on_scene", n=6, number=1)
    for phone in phones[FULL:]:
        await phone.hears("answer.room").taps("answer.onway").hears("answer.onway")


async def test_who_stood_by_hears_the_end_like_everybody(town: Town) -> None:
    cast, phones = await alerted(town, FULL + 1)
    for phone in phones:
        await phone.taps("answer.onway")
    town.forget_news()
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await phones[FULL].hears("closing.all_clear.responders")


async def test_what_is_kept_of_who_went_counts_nobody_who_stood_by(town: Town) -> None:
    cast, phones = await alerted(town, FULL + 1)
    for phone in phones:
        await phone.taps("answer.onway")
    await cast.dana.taps("desk.allclear").taps("end.allclear")
    await town.forward(days=8)
    [kept] = await town.rows_of("incident")
    assert kept.went == FULL
