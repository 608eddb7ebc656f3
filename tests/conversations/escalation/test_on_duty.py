"""Who is on duty is rung, and whoever is not sleeps, until nobody on duty answers."""

from datetime import timedelta

from alerts.on_call.ports import SHIFTS
from alerts.on_call.shift import ShiftPlan
from storage.unit_of_work import SqlUnitOfWork
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT
from tests.conversations.town import Town


async def on_shift(town: Town, *people: Phone, hours: float = 12, name: str = "Northampton") -> None:
    """These people have the desk from now on, in this order."""
    place = town.network.named(name)
    assert place is not None
    plan = ShiftPlan(
        town_ids=(place.id,),
        starts_at=town.now,
        ends_at=town.now + timedelta(hours=hours),
        people=tuple(phone.person_id for phone in people),
    )

    async def add(uow: SqlUnitOfWork) -> None:
        await SHIFTS(uow).add(plan)

    await town.work.run(add)


async def test_primary_and_backup_ring_together_and_off_duty_means_no_alarm(town: Town) -> None:
    rosa, dana, leo, kim = await town.with_people(
        "Rosa es member", "Dana en dispatcher", "Leo es dispatcher", "Kim en dispatcher"
    )
    await on_shift(town, dana, leo)
    await rosa.says(REPORT)
    await dana.hears("card.head", number=1)
    await leo.hears("card.head", number=1)
    await town.forward(seconds=45)
    await dana.hears("desk.unclaimed").hears("desk.unclaimed")
    await leo.hears("desk.unclaimed").hears("desk.unclaimed")
    await kim.hears_nothing()
    await town.forward(minutes=2)
    await kim.hears("card.head", number=1).hears("desk.unclaimed", number=1)


async def test_a_coordinator_on_duty_is_rung_like_any_other(town: Town) -> None:
    rosa, dana, cora = await town.with_people("Rosa es member", "Dana en dispatcher", "Cora en coordinator")
    await on_shift(town, cora)
    await rosa.says(REPORT)
    await cora.hears("card.head", number=1)
    await dana.hears_nothing()


async def test_a_night_shift_goes_on_after_midnight_and_ends_to_the_minute(town: Town) -> None:
    rosa, dana, leo = await town.with_people("Rosa es member", "Dana en dispatcher", "Leo es dispatcher")
    await on_shift(town, dana, hours=14)
    await town.forward(hours=13, minutes=59)
    await rosa.says(REPORT)
    await dana.hears("card.head", number=1)
    await leo.hears_nothing()
    await dana.taps("desk.dismiss").taps("end.dismiss")
    await town.forward(hours=2)
    town.forget_news()
    await rosa.says("/report agents at Oak & 9th")
    await dana.hears("card.head", number=2)
    await leo.hears("card.head", number=2)


async def test_who_has_it_in_hand_hears_of_it_after_their_shift_too(town: Town) -> None:
    rosa, jean, dana, leo = await town.with_people(
        "Rosa es member", "Jean en responder", "Dana en dispatcher", "Leo es dispatcher"
    )
    await on_shift(town, dana, hours=1)
    await town.forward(minutes=59)
    await rosa.says(REPORT)
    await dana.taps("desk.claim")
    await on_shift(town, leo)
    await town.forward(minutes=1)
    town.forget_news()
    await jean.taps("look.seen")
    await dana.hears("desk.seen", number=1)
    await leo.hears("desk.seen", number=1)


async def test_where_who_is_on_duty_is_away_everybody_at_the_desk_is_rung_at_once(town: Town) -> None:
    rosa, dana, leo = await town.with_people("Rosa es member", "Dana en dispatcher", "Leo es dispatcher")
    await on_shift(town, dana)

    async def go_away(uow: SqlUnitOfWork) -> None:
        await uow.people.set_away(dana.person_id, town.now + timedelta(days=2))

    await town.work.run(go_away)
    await rosa.says(REPORT)
    await leo.hears("card.head", number=1)


async def test_of_a_town_beside_only_who_is_on_duty_there_is_asked(town: Town) -> None:
    rosa, ines, luz = await town.with_people(
        "Rosa es member", "Ines en dispatcher Holyoke", "Luz es dispatcher Holyoke"
    )
    await town.with_people("Dana en dispatcher")
    await on_shift(town, luz, name="Holyoke")
    await rosa.says(REPORT)
    await town.forward(minutes=2)
    await luz.hears("escalation.beside", number=1)
    await ines.hears_nothing()
