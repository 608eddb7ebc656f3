"""/me and the last word of signing up say what somebody lacks to become a member: how many vouches, and whose."""

import pytest

from tests.conversations.phone import Phone
from tests.conversations.town import Town
from tests.conversations.trainings.announced import announced, code_on, is_now
from tests.conversations.vouching.scenes import asks_for, code_of, newcomer, vouches

MISSING = {
    "vouching.missing_vouches",
    "vouching.missing_coordinator",
    "vouching.has_coordinator",
    "vouching.missing_only_coordinator",
    "profile.missing.member",
    "profile.missing.responder",
    "profile.missing.witness",
}


async def missing(phone: Phone) -> list[tuple[str, object, object, object]]:
    """What /me says is missing: key, town, given and needed."""
    await phone.says("/me").hears("profile.me")
    assert phone.last is not None
    parts = [part for part in phone.last.spoken.notice.parts if part.key in MISSING]
    return [
        (part.key.rpartition(".")[2], *(part.values.get(name) for name in ("town", "given", "needed")))
        for part in parts
    ]


@pytest.mark.parametrize("app", ["telegram", "signal"])
async def test_me_counts_the_vouches_and_says_whether_a_coordinator_s_is_among_them(town: Town, app: str) -> None:
    rosa, jean, cora = await town.with_people("Rosa es member", "Jean en member", "Cora en coordinator")
    await asks_for(town, 3)
    nina = await newcomer(town, app=app)
    assert await missing(nina) == [
        ("missing_vouches", "Northampton", 0, 3),
        ("missing_coordinator", None, None, None),
    ]
    code = await code_of(nina)
    await vouches(rosa, code)
    assert (await missing(nina))[0] == ("missing_vouches", "Northampton", 1, 3)
    await vouches(jean, code)
    assert await missing(nina) == [("missing_only_coordinator", "Northampton", None, None)]
    await cora.taps("choice.as.subscriber")
    town.forget_news()
    assert await missing(nina) == [("missing_only_coordinator", "Northampton", None, None)], "alerts change nothing"
    await cora.says(f"/vouch {code}").taps("vouch.yes")
    await nina.hears("join.as.member")
    assert [key for key, *_ in await missing(nina)] == ["responder"]


async def test_where_a_coordinator_vouched_the_others_may_be_anybody_s(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await asks_for(town, 2)
    nina = await newcomer(town)
    await vouches(cora, await code_of(nina))
    assert await missing(nina) == [
        ("missing_vouches", "Northampton", 1, 2),
        ("has_coordinator", None, None, None),
    ]


async def test_the_last_word_of_signing_up_says_it_too(town: Town) -> None:
    (nina,) = await town.with_people("Nina")
    await asks_for(town, 3)
    await nina.says(f"/start {await town.invitation('subscriber')}").taps("join.yes:es")
    await nina.taps("me.later").sees("vouching.missing_vouches", town="Northampton", given=0, needed=3)
    await nina.sees("vouching.missing_coordinator")
    assert not any(line.says("profile.missing.member") for line in nina.screen.lines)


@pytest.mark.parametrize("needed", [0, 1])
async def test_where_a_coordinator_s_word_is_enough_nothing_is_counted(town: Town, needed: int) -> None:
    tomas, rosa, nina, cora = await town.with_people(
        "Tomás es subscriber", "Rosa es member", "Nina en responder", "Cora en coordinator"
    )
    await asks_for(town, needed)
    sam = await newcomer(town, "Sam")
    for phone, said in ((sam, []), (tomas, ["member"]), (rosa, ["responder"]), (nina, []), (cora, [])):
        assert [key for key, *_ in await missing(phone)] == said


async def test_of_several_towns_those_come_first_in_which_the_least_is_missing_and_no_more_than_three(
    town: Town,
) -> None:
    (tomas, hugo) = await town.with_people("Tomás es subscriber", "Hugo en member Holyoke")
    await asks_for(town, 3)
    holyoke = town.network.named("Holyoke")
    assert holyoke is not None
    await tomas.says("/towns").taps("towns.add", name="Holyoke")
    town.forget_news()
    await tomas.says("/vouch").taps("choice.vouching.code", town="Holyoke").hears("vouching.which_town")
    await tomas.hears("vouching.code")
    await vouches(hugo, code_on(tomas))
    said = [(where, given) for key, where, given, _ in await missing(tomas) if key == "missing_vouches"]
    assert said == [("Holyoke", 1), ("Northampton", 0)]


async def test_a_member_who_was_trained_hears_that_a_coordinator_can_make_them_a_witness(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa es member")
    training = await announced(town, cora)
    await is_now(town, training, minutes=5)
    await cora.says("/trainings").taps("trainings.show").taps("trainings.code")
    await rosa.says(f"/here {code_on(cora)}").hears("trainings.here")
    assert [key for key, *_ in await missing(rosa)] == ["witness"]
