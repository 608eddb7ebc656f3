"""What another dispatcher ended, or many were told, is reversed by two at the desk; and by one where nobody answers."""

import pytest

from alerts.people.person import Role
from tests.conversations.phone import Phone
from tests.conversations.scenes import Cast, confirmed, reported
from tests.conversations.town import Town


async def _ended(town: Town, described: str) -> tuple[Cast, Phone, Phone]:
    """Dana has dismissed it; Leo and Cora are at the desk too."""
    cast = await reported(town)
    leo, cora = await town.with_people(f"Leo {described} dispatcher", "Cora en coordinator")
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    town.forget_news()
    return cast, leo, cora


async def _state(town: Town) -> str:
    [incident] = await town.rows_of("incident")
    return str(incident.state)


@pytest.mark.parametrize("described", ["en", "en signal", "es", "es signal"])
async def test_what_another_one_ended_is_opened_again_by_two(town: Town, described: str) -> None:
    cast, leo, cora = await _ended(town, described)
    await leo.taps("desk.reopen").hears("second.asked", number=1, people=2)
    assert await _state(town) == "false_alarm"
    await cora.hears("second.ask.reopen", number=1, name="Leo").taps("second.yes").is_told("toast.reopened")
    await leo.hears("second.agreed", name="Cora").sees("card.state.verifying", name="Leo")
    # Whoever is second after that is too late, and nothing happens twice.
    await cast.dana.hears("second.ask.reopen").taps("second.yes").is_told("choose.stale")
    assert [row.action for row in await town.rows_of("audit_entry")][-3:] == [
        "second_asked", "reopened", "second_agreed",
    ]  # fmt: skip


async def test_who_ended_it_takes_that_back_alone(town: Town) -> None:
    cast, leo, _ = await _ended(town, "en")
    await cast.dana.taps("desk.reopen").is_told("toast.reopened")
    assert "second.ask.reopen" not in leo.screen.unheard()


async def test_where_a_trained_observer_sees_it_since_no_time_is_lost(town: Town) -> None:
    cast, leo, _ = await _ended(town, "en")
    await town.forward(seconds=5)
    await cast.jean.taps("look.seen")
    await leo.taps("desk.reopen").is_told("toast.reopened")


async def test_a_no_is_told_and_nothing_happens(town: Town) -> None:
    _, leo, cora = await _ended(town, "es signal")
    await leo.taps("desk.reopen").hears("second.asked")
    await cora.hears("second.ask.reopen").taps("second.no").is_told("toast.second.no")
    await leo.hears("second.refused", name="Cora")
    assert await _state(town) == "false_alarm"


@pytest.mark.parametrize("described", ["en", "es signal"])
async def test_where_nobody_answers_it_goes_with_a_reason_that_coordinators_read(town: Town, described: str) -> None:
    _, leo, cora = await _ended(town, described)
    await leo.taps("desk.reopen").hears("second.asked").taps("second.alone").is_told("toast.second.wait")
    assert await _state(town) == "false_alarm"
    await town.forward(minutes=2)
    town.forget_news()
    await leo.taps("second.alone").hears("second.why", number=1).says("a teacher sees them").hears("toast.reopened")
    await cora.hears("second.alone.reopen", number=1, name="Leo")
    assert "a teacher sees them" in cora.text
    assert await _state(town) == "verifying"
    assert "reversed_alone" in {row.action for row in await town.rows_of("audit_entry")}


async def test_where_nobody_else_can_be_reached_the_reason_is_asked_at_once(town: Town) -> None:
    cast = await reported(town)
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    (leo,) = await town.with_people("Leo en dispatcher")
    await cast.dana.says("/leave").taps("towns.leave").hears("leave.done")
    town.forget_news()
    await leo.says("/dismiss 1").hears("refused.over").taps("desk.reopen").hears("second.why")
    await leo.says("still there").hears("toast.reopened")


async def test_two_apps_of_one_hand_are_one_also_after_they_were_parted(town: Town) -> None:
    _, leo, _ = await _ended(town, "en")
    other = await town.also(leo, "signal")
    async with town.work.begin() as uow:
        found = await uow.people.find(other.platform.line_id, other.address)
        assert found is not None
        twin = await uow.people.part([found[1].id], town.now, agreed=True)
        await uow.grants.give(twin.id, Role.DISPATCHER, town.network.towns[0].id, town.now)
    await leo.taps("desk.reopen").hears("second.asked", people=2)
    assert "second.ask.reopen" not in other.screen.unheard()
    # Nor does the other app get round it by beginning.
    await other.says("/dismiss 1").taps("desk.reopen").hears("second.asked", people=2)
    assert await _state(town) == "false_alarm"


async def test_what_few_were_told_is_taken_back_by_one_and_an_all_clear_always_is(town: Town) -> None:
    cast = await confirmed(town)
    await town.with_people("Leo es dispatcher", *(f"Sub{n} es subscriber" for n in range(30)))
    await cast.dana.taps("desk.cancel").taps("end.cancel").is_told("toast.ended")


@pytest.mark.parametrize(("first", "second"), [("cancel", "cancel"), ("notimmigration", "police")])
async def test_what_many_were_told_is_taken_back_by_two(town: Town, first: str, second: str) -> None:
    await town.with_people(*(f"Sub{n} es subscriber" for n in range(30)))
    cast = await confirmed(town)
    (leo,) = await town.with_people("Leo es dispatcher signal")
    town.forget_news()
    await cast.dana.taps(f"desk.{first}").taps(f"end.{second}").hears("second.asked", number=1, people=1)
    await cast.jean.hears_nothing()
    await leo.hears(f"second.ask.{second}", number=1, name="Dana").taps("second.yes").hears("toast.ended")
    await cast.jean.hears("closing.false_alarm.responders" if first == "cancel" else "closing.police.responders")


async def test_an_all_clear_to_many_is_one_dispatchers(town: Town) -> None:
    await town.with_people(*(f"Sub{n} es subscriber" for n in range(30)), "Leo es dispatcher signal")
    cast = await confirmed(town)
    await cast.dana.taps("desk.allclear").taps("end.allclear").is_told("toast.ended")
