"""Who holds the hotline's phone is a fact of the desk: said by a tap, read where the desk changes hands."""

from datetime import timedelta

from alerts.people.person import Role
from handlers.core.lexicon import cleaner
from storage.unit_of_work import SqlUnitOfWork, UnitOfWorkFactory
from tests.conversations.on_call.planned import planned, until
from tests.conversations.town import Town


async def test_whoever_takes_the_desk_over_says_that_they_have_the_phone_and_it_stands_in_shifts(town: Town) -> None:
    cora, dana, luis = await town.with_people("Cora en coordinator", "Dana en dispatcher", "Luis es dispatcher")
    first = await planned(town, cora, dana, days=0.02)
    await planned(town, cora, luis, starts_at=first.ends_at, ends_at=first.ends_at + timedelta(hours=12))
    await dana.says("/shifts").hears("on_call.hotline_phone").taps("on_call.phone").is_told("toast.on_call.phone")
    await until(town, first.starts_at)
    await dana.taps("on_call.on")
    town.forget_news()
    await until(town, first.ends_at)
    await dana.hears("on_call.over.follows", name="Luis").sees("on_call.phone.with", name="Dana")
    await dana.taps("on_call.hand")
    await luis.hears("on_call.start.primary").hears("on_call.over.given", name="Dana")
    await luis.taps("on_call.phone").is_told("toast.on_call.phone")
    await dana.hears("on_call.phone.taken", name="Luis")
    await dana.says("/shifts").hears("on_call.phone.with", name="Luis")


async def test_who_tapped_by_mistake_is_put_right_by_whoever_has_it_in_hand(town: Town) -> None:
    dana, luis = await town.with_people("Dana en dispatcher", "Luis es dispatcher")
    await dana.says("/shifts").taps("on_call.phone")
    await luis.says("/shifts").taps("on_call.phone")
    await dana.hears("on_call.none_yet").hears("on_call.phone.taken", name="Luis")
    await dana.taps("on_call.phone").is_told("toast.on_call.phone")
    await luis.says("/shifts").hears("on_call.phone.with", name="Dana")
    assert len(await town.rows_of("hotline_phone")) == 1


async def test_who_works_no_desk_any_more_is_not_said_to_have_the_phone(town: Town) -> None:
    dana, luis = await town.with_people("Dana en dispatcher", "Luis es dispatcher")
    await luis.says("/shifts").taps("on_call.phone")

    async def takes_his_role(uow: SqlUnitOfWork) -> None:
        await uow.grants.take_role(luis.person_id, Role.DISPATCHER, town.network.towns[0].id)

    await town.work.run(takes_his_role)
    await dana.says("/shifts").hears("on_call.hotline_phone")


async def test_without_a_hotline_nobody_is_asked_about_its_phone(town: Town) -> None:
    town.work = UnitOfWorkFactory(town.store, town.work.retention, "", cleaner())
    town.answering._work = town.work
    (dana,) = await town.with_people("Dana en dispatcher")
    await dana.says("/shifts").hears("on_call.none_yet")
    assert dana.last is not None
    assert dana.last.offer("on_call.phone") is None
    assert "on_call.hotline_phone" not in dana.last.keys
