"""A role is gone without anybody having said so to the program: what asks, asks for the role and not for the state."""

from alerts.people.person import Role
from tests.conversations.phone import Phone
from tests.conversations.scenes import reported
from tests.conversations.town import Town


async def _gone(town: Town, person: Phone) -> None:
    """As another program, or an older version, leaves the table."""
    async with town.work.begin() as uow:
        await uow.grants.take(person.person_id, town.network.towns[0].id)
        await uow.grants.give(person.person_id, Role.SUBSCRIBER, town.network.towns[0].id, town.now)


async def test_another_dispatcher_takes_at_once_what_was_in_the_hands_of_who_is_none_any_more(town: Town) -> None:
    cast = await reported(town)
    (leo,) = await town.with_people("Leo en dispatcher")
    await cast.dana.taps("desk.claim")
    await leo.says("/desk").taps("desk.show").taps("desk.verify").is_told("refused.held")
    await _gone(town, cast.dana)
    await leo.taps("desk.verify").is_told("toast.asked", n=1)
    assert [row.holder_id for row in await town.rows_of("incident")] == [leo.person_id]


async def test_who_is_no_dispatcher_any_more_is_not_reminded_and_the_desk_is_rung(town: Town) -> None:
    cast = await reported(town)
    (leo,) = await town.with_people("Leo en dispatcher")
    await cast.dana.taps("desk.claim")
    await _gone(town, cast.dana)
    town.forget_news()
    await town.forward(seconds=61)
    await cast.dana.hears_nothing()
    await leo.hears("desk.freed")


async def test_who_is_no_responder_any_more_is_not_asked_where_they_stay(town: Town) -> None:
    cast = await reported(town)
    (luis,) = await town.with_people("Luis en responder")
    await cast.jean.taps("choice.going", minutes=5)
    await _gone(town, cast.jean)
    town.forget_news()
    await town.forward(minutes=20)
    await cast.jean.hears_nothing()
    await luis.hears("verify.ask")
    await cast.jean.taps("look.seen").hears("refused.lost_role")
    assert not any(line.says("desk.seen") for line in cast.dana.screen.lines)
