"""What only strangers reported waits behind what the network knows, until somebody vouches for it or takes it up."""

from alerts.notices import Lane
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
    await town.forward(minutes=1)
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
