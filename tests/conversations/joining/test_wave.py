"""A wave of newcomers: coordinators and whoever invited them hear of the first singly, and of the rest together."""

from datetime import timedelta

from alerts.joining import invitations
from alerts.people.person import Role
from tests.conversations.phone import Phone
from tests.conversations.town import Town


async def _join(town: Town, words: str, *names: str) -> None:
    for phone in await town.with_people(*names):
        await phone.says(f"/start {words}").taps("consent.en").hears("join.as.member")


async def _words(town: Town, uses: int, maker: Phone | None = None) -> str:
    async with town.work.begin() as uow:
        by = await uow.people.get(maker.person_id) if maker is not None else None
        made = await invitations.invite(uow, town.now, Role.MEMBER, town.network.towns[0].id, by, uses=uses)
    return made.words


async def _hears_five(phone: Phone, key: str) -> None:
    for _ in range(5):
        await phone.hears(key)
    await phone.hears_nothing()


async def test_coordinators_hear_of_five_singly_of_the_rest_within_a_minute_and_then_every_ten(town: Town) -> None:
    cora, ben = await town.with_people("Cora en coordinator telegram", "Ben es coordinator signal")
    words = await _words(town, 20)
    await _join(town, words, *(f"Nina{number}" for number in range(8)))
    for phone in (cora, ben):
        await _hears_five(phone, "trust.came_in")
    await town.forward(minutes=1)
    for phone in (cora, ben):
        await phone.hears("trust.came_in_many", town="Northampton", count=8).hears_nothing()
        await phone.sees("trust.came_in_as", role="role.member", count=8)
    await _join(town, words, "Otto", "Pia")
    await town.forward(minutes=9)
    await cora.hears_nothing()
    await town.forward(minutes=1)
    await cora.hears("trust.came_in_many", count=10).hears_nothing()
    await town.forward(hours=1)
    await cora.hears_nothing()
    await _join(town, words, "Quinn")
    await cora.hears("trust.came_in", name="Quinn").hears_nothing()


async def test_a_wave_in_one_town_hides_nobody_who_comes_into_another(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator everywhere")
    await _join(town, await _words(town, 20), *(f"Nina{number}" for number in range(6)))
    town.forget_news()
    (rosa,) = await town.with_people("Rosa")
    await rosa.says(f"/start {await town.invitation('member', 'Holyoke')}").taps("consent.en").hears("join.as.member")
    await cora.hears("trust.came_in", name="Rosa")


async def test_who_joins_the_desk_is_told_singly_in_a_wave_too(town: Town) -> None:
    cora, nina = await town.with_people("Cora en coordinator", "Nina")
    await _join(town, await _words(town, 20), *(f"Otto{number}" for number in range(6)))
    town.forget_news()
    await nina.says(f"/start {await town.invitation('dispatcher')}").taps("consent.en").hears("join.as.dispatcher")
    await cora.hears("trust.joined", name="Nina").hears_nothing()


async def test_whose_invitation_hundreds_use_hears_of_five_and_then_how_many_it_were(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    words = await _words(town, 20, cora)
    await _join(town, words, *(f"Nina{number}" for number in range(7)))
    await _hears_five(cora, "invite.used")
    await cora.sees("invite.used_left", left=15)
    await town.forward(minutes=1)
    await cora.hears("trust.came_in_many", count=7).hears("invite.used_many", count=7).hears_nothing()
    await cora.sees("invite.used_left", left=13, uses=20)
    await _join(town, words, "Otto")
    await town.forward(minutes=10)
    await cora.hears("trust.came_in_many").hears("invite.used_many", count=8).hears_nothing()


async def test_a_wave_told_late_by_a_bot_that_was_down_is_told_still(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await _join(town, await _words(town, 20), *(f"Nina{number}" for number in range(6)))
    town.forget_news()
    town.now += timedelta(hours=9)
    await town.settle()
    await cora.hears("trust.came_in_many", count=6)


async def test_who_becomes_a_witness_on_the_same_day_is_one_newcomer(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    words = await _words(town, 20)
    await _join(town, words, *(f"Nina{number}" for number in range(5)))
    (otto,) = await town.with_people("Otto")
    await otto.says(f"/start {words}").taps("consent.en").hears("join.as.member")
    await otto.says(f"/start {await town.invitation('responder')}").hears("join.as.responder")
    town.forget_news()
    await town.forward(minutes=1)
    await cora.hears("trust.came_in_many", count=6).sees("trust.came_in_as", role="role.member", count=5)
    await cora.sees("trust.came_in_as", role="role.responder", count=1).hears_nothing()
