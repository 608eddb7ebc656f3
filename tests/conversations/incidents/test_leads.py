"""What only strangers reported waits behind what the network knows, until somebody vouches for it or takes it up."""

import pytest

from alerts.incidents.incident import State
from alerts.incidents.lead_room import ROOM
from alerts.incidents.ports import INCIDENTS
from alerts.notices import Lane
from tests.conversations.incidents.test_limits import corners, heard
from tests.conversations.phone import Phone
from tests.conversations.scenes import CORNER, gathered
from tests.conversations.town import Town


def lanes(phone: Phone, key: str) -> list[Lane]:
    """The lanes in which messages came that say this."""
    return [line.spoken.notice.lane for line in phone.screen.lines if line.says(key)]


async def test_the_card_of_a_stranger_stands_behind_answers_and_a_members_does_not(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says("vans at Oak & 9th, Northampton")
    await cast.rosa.says(f"/report vans at {CORNER}")
    await cast.dana.says("/desk")
    assert lanes(cast.dana, "card.head") == [Lane.LEAD, Lane.REPLY]
    assert lanes(cast.dana, "desk.list") == [Lane.REPLY]


async def test_reminders_of_it_do_too_until_a_dispatcher_takes_it(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says("vans at Oak & 9th, Northampton")
    await town.forward(seconds=20)
    assert lanes(cast.dana, "desk.unclaimed") == [Lane.LEAD]
    await cast.dana.taps("desk.claim").is_told("toast.claimed")
    await town.forward(minutes=2)
    assert lanes(cast.dana, "desk.lapsed")


async def test_a_plea_waits_behind_nothing_whoever_it_is_from(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says("ICE is at my door, they came for me, at Oak & 9th, Northampton")
    assert lanes(cast.dana, "card.head") == [Lane.REPLY]
    assert lanes(cast.dana, "desk.came") == [Lane.REPLY]


async def test_a_member_who_sees_it_too_makes_it_one_like_any_other(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"vans at {CORNER}, Northampton")
    await cast.rosa.says(f"/report vans at {CORNER}")
    assert lanes(cast.dana, "desk.second_verified") == [Lane.REPLY]


async def test_a_lead_that_nobody_touched_ends_after_six_hours_and_who_reported_it_hears_the_truth(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says("vans at Oak & 9th, Northampton")
    await town.forward(hours=6)
    await sam.hears("outcome.lapsed")
    # Thousands of these must not stand before an alert.
    assert lanes(sam, "outcome.lapsed") == [Lane.REST]
    await cast.dana.sees("card.state.lapsed")
    town.forget_news()
    await cast.dana.says("/desk").hears("desk.list_empty")
    await cast.dana.taps("desk.reopen").is_told("toast.reopened")


async def test_of_a_lead_that_has_no_room_for_a_card_the_desk_hears_within_a_minute(town: Town) -> None:
    cast = await gathered(town)
    (first,) = await town.with_people("Strangers")
    for number in range(12):
        (one,) = await town.with_people(f"Stranger{number}")
        await one.says(f"vans at {number + 10} Oak St, Northampton")
    await town.forward(minutes=5)
    town.forget_news()
    await first.says("ICE is dragging people out of the bakery on Pine St, Northampton")
    await town.forward(minutes=1, seconds=2)
    await cast.dana.hears("leads.wait")


async def test_what_is_no_mere_sighting_waits_for_no_room(town: Town) -> None:
    cast = await gathered(town)
    for number in range(12):
        (one,) = await town.with_people(f"Stranger{number}")
        await one.says(f"vans at {number + 10} Oak St, Northampton")
    (first,) = await town.with_people("Strangers")
    town.forget_news()
    await first.says("where is my husband, ICE took him yesterday in Northampton")
    await cast.dana.hears("card.head").sees("card.matter.relative")


async def test_who_goes_on_telling_of_it_keeps_it_open(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"vans at {CORNER}, Northampton")
    for _ in range(19):
        await town.forward(minutes=20)
        await sam.says("they are still there, 4 agents now")
    assert not any(line.says("outcome.lapsed") for line in sam.screen.lines)
    await town.forward(hours=6)
    await sam.hears("outcome.lapsed")
    await cast.dana.sees("card.state.lapsed")


async def test_it_lasts_from_when_it_was_last_heard_of(town: Town) -> None:
    _ = await gathered(town)
    sam, kim = await town.with_people("Sam", "Kim")
    await sam.says(f"vans at {CORNER}, Northampton")
    await town.forward(minutes=20)
    await kim.says(f"vans at {CORNER}, Northampton")
    await town.forward(hours=5, minutes=45)
    assert not any(line.says("outcome.lapsed") for line in sam.screen.news)
    await town.forward(minutes=20)
    await sam.hears("outcome.lapsed")


@pytest.mark.parametrize(
    "words",
    [
        "ICE is at my door, they came for me",
        "they took my husband",
        "my boss hasn't paid me for 3 weeks, he owes me $900",
    ],
)
async def test_what_somebody_needs_of_us_does_not_lapse(town: Town, words: str) -> None:
    await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says(f"/report {words}")
    await town.forward(hours=7)
    assert not any(line.says("outcome.lapsed") for line in sam.screen.news)


async def test_what_a_member_reported_or_a_dispatcher_took_up_does_not_lapse(town: Town) -> None:
    cast = await gathered(town)
    (sam,) = await town.with_people("Sam")
    await sam.says("vans at Oak & 9th, Northampton")
    await cast.dana.taps("desk.claim")
    await cast.rosa.says(f"/report vans at {CORNER}")
    await town.forward(hours=7)
    assert not any(line.says("outcome.lapsed") for phone in (sam, cast.rosa) for line in phone.screen.news)


async def strangers(town: Town, number: int) -> list[Phone]:
    """So many people whom nobody knows, each with a report of another corner."""
    phones = await town.with_people(*(f"Sam{n}" for n in range(number)))
    for phone, report in zip(phones, corners(number), strict=True):
        await phone.says(report)
    return phones


async def test_cards_of_strangers_that_a_chat_has_no_room_for_wait_in_one_summary_that_is_edited(town: Town) -> None:
    cast = await gathered(town)
    await strangers(town, 25)
    await town.forward(seconds=2)
    assert heard(cast.dana.screen, "card.head") == ROOM
    assert heard(cast.dana.screen, "leads.wait") == 1
    await cast.dana.sees("leads.wait", n=25).sees("leads.no_card", n=15)
    town.forget_news()
    await cast.rosa.says(f"/report vans at {CORNER}")
    await cast.dana.hears("card.head", number=26)


async def test_they_get_their_cards_by_a_tap_by_number_and_as_others_are_taken(town: Town) -> None:
    cast = await gathered(town)
    await strangers(town, 20)
    await town.forward(seconds=2)
    town.forget_news()
    await cast.dana.taps("leads.show")
    assert heard(cast.dana.screen, "card.head") == 5
    await cast.dana.says("/desk").taps("desk.show", number=20).hears("card.head", number=20)
    for number in range(1, 10):
        await cast.dana.says("/cancel")
        async with town.work.begin() as uow:
            incident = await INCIDENTS(uow).numbered(number)
            assert incident is not None
            await INCIDENTS(uow).change(incident, state=State.FALSE_ALARM, closed_at=town.now)
    town.forget_news()
    await town.forward(minutes=1)
    assert heard(cast.dana.screen, "card.head") == 3


async def test_reminders_of_many_are_one_message_that_is_edited(town: Town) -> None:
    cast = await gathered(town)
    await strangers(town, 40)
    await town.forward(minutes=9)
    assert heard(cast.dana.screen, "desk.unclaimed") == 0
    assert heard(cast.dana.screen, "leads.wait") == 1
    await cast.dana.sees("leads.wait", n=40)


async def test_after_a_while_the_coordinators_hear_of_the_summary_too(town: Town) -> None:
    await gathered(town)
    (cora,) = await town.with_people("Cora en coordinator")
    await strangers(town, 12)
    await town.forward(minutes=4)
    assert heard(cora.screen, "leads.wait") == 0
    await town.forward(minutes=2)
    assert heard(cora.screen, "leads.wait") == 1


async def test_a_plea_and_what_two_report_never_wait_for_room(town: Town) -> None:
    cast = await gathered(town)
    phones = await strangers(town, 15)
    sam, kim = await town.with_people("Sam", "Kim")
    town.forget_news()
    await sam.says("ICE is at my door, they came for me, at Oak & 9th, Northampton")
    await cast.dana.hears("card.head", number=16).hears("desk.came")
    await kim.says(corners(15)[-1])
    await cast.dana.hears("card.head", number=15).hears("desk.second_lead")
    await phones[12].taps("kind.came")
    await cast.dana.hears("desk.came", number=13).hears("card.head", number=13)


async def test_photos_of_what_waits_are_kept_with_it(town: Town) -> None:
    cast = await gathered(town)
    phones = await strangers(town, 12)
    town.forget_news()
    await phones[-1].sends_photo()
    assert heard(cast.dana.screen, "desk.photo") == 0
    await cast.dana.says("/desk").taps("desk.show", number=12).taps("desk.whole").hears("desk.photo", number=12)
