"""/unlink, the undo of a link, and a coordinator who parts two: roles never go with the app that came by a link."""

import pytest

from alerts.people.person import Role
from alerts.trainings.ports import SEATS
from alerts.trainings.training_records import trained_at
from alerts.vouching.vouch_counts import vouch_count
from storage.core import core_tables as t
from tests.conversations.phone import Phone
from tests.conversations.scenes import REPORT
from tests.conversations.town import Town
from tests.conversations.trainings.announced import announced
from tests.conversations.vouching.scenes import asks_for, code_of, newcomer, vouches


async def _code(owner: Phone) -> str:
    await owner.says("/link").hears("link.code")
    assert owner.last is not None
    return str(next(part.values["code"] for part in owner.last.spoken.notice.parts if "code" in part.values))


async def _linked(town: Town, owner: Phone, newcomer: Phone) -> None:
    await newcomer.says(f"/link {await _code(owner)}").hears("link.sure").taps("link.mine").hears("link.asked")
    await owner.hears("link.ask").taps("link.yes")
    await newcomer.hears("link.done")
    await owner.hears("link.done")


@pytest.mark.parametrize(
    ("span", "key", "n"),
    [
        ({"seconds": 5}, "link.began_minutes", 1),
        ({"minutes": 2}, "link.began_minutes", 2),
        ({"hours": 5}, "link.began_hours", 5),
        ({"days": 40}, "link.began_days", 40),
    ],
)
async def test_the_owner_hears_how_long_ago_the_other_began(
    town: Town, span: dict[str, float], key: str, n: int
) -> None:
    owner, other = await town.with_people("Dana en dispatcher", "Dana signal")
    await other.says("hello")
    await town.forward(**span)
    await other.says(f"/link {await _code(owner)}").taps("link.mine")
    await owner.hears("link.ask", name="Dana", began=key, n=n)
    assert "started" in owner.text
    assert "ago" in owner.text


async def test_a_link_is_undone_within_a_day_from_either_app_and_both_are_as_before(town: Town) -> None:
    dana, other = await town.with_people("Dana en dispatcher member", "Lee en member signal")
    await _linked(town, dana, other)
    await other.says("/desk").hears("desk.list_empty")
    await dana.taps("link.undo").hears("link.parted")
    await other.hears("link.undone_here").says("/desk").hears("refused.role")
    await other.says("/status").hears("towns.line", roles=("role.member",))
    await dana.says("/status").hears("towns.line", roles=("role.member", "role.dispatcher"))
    await other.taps("link.undo").is_told("link.undone_too_late")
    await _linked(town, dana, other)
    await other.taps("link.undo").hears("link.undone_here")
    await dana.hears("link.parted")


@pytest.mark.parametrize(("way", "yes"), [("/forget", "own_data.forget"), ("/stop", "stop.yes")])
async def test_who_was_talked_into_a_link_loses_nothing_when_the_other_ends_all_the_same_day(
    town: Town, way: str, yes: str
) -> None:
    hostile, lee = await town.with_people("Hal en member", "Lee en member signal")
    await lee.says(REPORT).hears("report.received")
    await _linked(town, hostile, lee)
    await hostile.says(way).taps(yes)
    await lee.hears("link.undone_here").says("/status").hears("towns.line", roles=("role.member",))
    [report] = await town.rows_of("report")
    [kept] = [one for one in await town.rows(t.contact) if one.line_id == lee.platform.line_id]
    assert report.person_id == kept.person_id


async def test_who_ends_all_on_the_app_that_came_ends_it_there_only(town: Town) -> None:
    dana, lee = await town.with_people("Dana en dispatcher member", "Lee en member signal")
    await _linked(town, dana, lee)
    await lee.says("/forget").sees("own_data.forget.linked").taps("own_data.forget").hears("own_data.forgotten")
    await dana.hears("link.parted").says("/status").hears("towns.line", roles=("role.member", "role.dispatcher"))
    await lee.says("/status").hears("status.stranger")


async def test_a_day_after_the_link_both_are_ended_by_one(town: Town) -> None:
    dana, lee = await town.with_people("Dana en dispatcher member", "Lee en member signal")
    await _linked(town, dana, lee)
    await town.forward(hours=25)
    await dana.says("/forget").taps("own_data.forget").hears("own_data.forgotten")
    await lee.says("/status").hears("status.stranger")


async def test_a_role_that_was_lost_meanwhile_does_not_come_back_by_an_undo(town: Town) -> None:
    dana, other = await town.with_people("Dana en dispatcher member", "Lee en member signal")
    await _linked(town, dana, other)
    async with town.work.begin() as uow:
        await uow.grants.take_role(dana.person_id, Role.MEMBER, town.network.towns[0].id)
    await dana.taps("link.undo")
    await other.hears("link.undone_here").says("/status").hears("status.stranger")


async def test_after_a_day_it_is_undone_no_more_but_parted_without_roles(town: Town) -> None:
    dana, other = await town.with_people("Dana en dispatcher member", "Lee en member signal")
    await _linked(town, dana, other)
    await town.forward(hours=25)
    await dana.taps("link.undo").is_told("link.undone_too_late")
    await dana.says("/unlink").hears("link.part_ask").taps("link.part", app="Signal").hears("link.parted")
    await other.hears("link.parted_here").says("/status").hears("status.stranger")
    await dana.says("/desk").hears("desk.list_empty").says("/unlink").hears("link.nothing_to_part")


async def test_the_app_that_came_can_only_part_itself_and_takes_no_role_from_the_owner(town: Town) -> None:
    dana, thief = await town.with_people("Dana en dispatcher", "Dana signal")
    await _linked(town, dana, thief)
    await thief.says("/desvincular").hears("link.part_ask")
    assert thief.last is not None
    assert thief.last.offer("choice.link_part", app="Telegram") is None
    await thief.taps("link.part", app="Signal").hears("link.parted_here")
    [parted] = [row for row in await town.rows(t.person) if row.id not in (0, dana.person_id)]
    assert (parted.name, parted.consented_at) == (None, None), "of the owner they keep nothing"
    await dana.hears("link.parted").says("/desk").hears("desk.list_empty")


async def test_of_a_link_from_before_we_kept_them_only_the_app_that_writes_is_parted(town: Town) -> None:
    (dana,) = await town.with_people("Dana en dispatcher")
    other = await town.also(dana, "signal")
    await other.says("/unlink").taps("link.part", app="Signal").hears("link.parted_here")
    await dana.hears("link.parted").says("/desk").hears("desk.list_empty")
    await other.says("/desk").hears("refused.role")


async def test_a_coordinator_parts_an_app_from_somebody_and_the_others_hear_it(town: Town) -> None:
    cora, ben, dana, thief = await town.with_people(
        "Cora en coordinator", "Ben en coordinator", "Dana en dispatcher", "Mallory signal"
    )
    await _linked(town, dana, thief)
    await cora.says("/lock").taps("choice.name", name="Dana").taps("lock.part", app="Signal")
    await cora.is_told("toast.trust.parted")
    await ben.hears("trust.parted", by="Cora", name="Dana", app="Signal")
    await thief.hears("link.parted_here").says("/desk").hears("refused.role")
    await dana.hears("link.parted").says("/desk").hears("desk.list_empty")
    await cora.taps("lock.part", app="Signal").is_told("link.nothing_to_part")


async def test_an_app_parted_from_somebody_suspended_is_suspended_too(town: Town) -> None:
    cora, ben, dana, other = await town.with_people(
        "Cora en coordinator", "Ben en coordinator", "Dana en dispatcher", "Dana signal"
    )
    await _linked(town, dana, other)
    await cora.says("/lock").taps("choice.name", name="Dana").taps("lock.now")
    await ben.says("/lock").taps("choice.name", name="Dana").taps("lock.part", app="Signal")
    await ben.is_told("toast.trust.parted")
    for phone in (dana, other):
        await phone.says("/desk").hears("trust.suspended_still")
    await ben.says("/lock").taps("choice.name", name="Dana").taps("lock.lift").is_told("toast.trust.lifted")
    await dana.says("/desk").hears("desk.list_empty")
    await other.says("/desk").hears("trust.suspended_still")
    await other.says(f"/start {await town.invitation('member')}").hears("trust.suspended_still")


async def test_what_was_in_the_hands_of_the_parted_app_reaches_it_no_more(town: Town) -> None:
    dana, other, rosa = await town.with_people("Dana en dispatcher", "Dana signal", "Rosa es member")
    await _linked(town, dana, other)
    await rosa.says(REPORT)
    await other.taps("desk.claim")
    await dana.says("/unlink").taps("link.part", app="Signal")
    town.forget_news()
    await other.says("/desk").hears("refused.role")
    await rosa.says("they are knocking")
    await town.forward(minutes=1)
    assert not any("desk" in key or "card" in key for line in other.screen.unheard() for key in line.split(" + "))
    await dana.says("/desk").hears("desk.list")


async def test_what_somebody_reported_goes_with_the_app_it_came_from(town: Town) -> None:
    rosa, other = await town.with_people("Rosa es member", "Rosa signal")
    await _linked(town, rosa, other)
    await other.says(REPORT)
    await rosa.says("/desvincular").taps("link.part", app="Signal")
    [report] = await town.rows_of("report")
    [contact] = [row for row in await town.rows(t.contact) if row.id == report.contact_id]
    assert report.person_id == contact.person_id != rosa.person_id
    await other.taps("kind.see")
    [report] = await town.rows_of("report")
    assert report.facts is not None, "it is theirs to go on with"


async def test_who_was_one_person_with_a_coordinator_is_no_second_coordinator(town: Town) -> None:
    """Two apps of one hand, linked and parted again: neither lifts what was done to the other, or what it did."""
    mal, other, cora, dana = await town.with_people(
        "Mal en coordinator", "Mal en coordinator signal", "Cora en coordinator", "Dana en dispatcher"
    )
    await _linked(town, mal, other)
    await other.taps("link.undo").hears("link.undone_here")
    await cora.hears("trust.undone", name="Mal", app="Signal")
    await mal.says("/lock").taps("choice.name", name="Dana").taps("lock.now").is_told("toast.trust.suspended")
    await other.hears("trust.suspended", name="Dana").taps("lock.who").taps("lock.lift").hears("trust.second")
    await cora.says("/lock").taps("choice.name", name="Mal").taps("lock.now").is_told("toast.trust.suspended")
    await other.hears("trust.suspended", name="Mal").taps("choice.trust.show", name="Mal")
    await other.taps("lock.lift").hears("trust.second")
    await cora.says("/lock").taps("choice.name", name="Dana").taps("lock.lift").is_told("toast.trust.lifted")
    await dana.hears("trust.you_are_back")


async def test_who_links_signal_hears_there_what_the_members_of_its_group_see(town: Town) -> None:
    rosa, other = await town.with_people("Rosa es member", "Rosa signal")
    await other.says(f"/link {await _code(rosa)}").taps("link.mine")
    await rosa.taps("link.yes").hears("link.done")
    assert "consent.signal_group" in rosa.keys
    await other.hears("consent.signal_group")


async def test_who_works_a_desk_is_put_into_no_group_and_reads_of_none(town: Town) -> None:
    dana, other = await town.with_people("Dana en dispatcher", "Dana signal")
    await _linked(town, dana, other)
    assert not any("consent.signal_group" in line.keys for phone in (dana, other) for line in phone.screen.lines)


async def test_the_word_of_others_and_a_training_go_back_with_the_app_by_which_they_came(town: Town) -> None:
    """Two of one mind: one collects vouches and sits through a training, links, and leaves them to the other."""
    cora, rosa, known, unknown = await town.with_people(
        "Cora en coordinator", "Rosa en member", "Known en subscriber signal", "Unknown en subscriber"
    )
    await asks_for(town, 3)
    await vouches(rosa, await code_of(known))
    training = await announced(town, cora)
    async with town.work.begin() as uow:
        seat = await SEATS(uow).take(training.id, known.person_id, town.now)
        await SEATS(uow).attend(seat.id, town.now)
    await _linked(town, unknown, known)
    await known.taps("link.undo").hears("link.undone_here")
    async with town.work.look() as uow:
        parted = await uow.people.find(known.platform.line_id, known.address)
        assert parted is not None
        assert (await vouch_count(uow, unknown.person_id, town.network.towns[0].id)).given == 0
        assert (await vouch_count(uow, parted[0].id, town.network.towns[0].id)).given == 1
        assert await trained_at(uow, unknown.person_id) is None
        assert await trained_at(uow, parted[0].id) is not None


async def test_whom_somebody_vouched_for_stays_theirs_by_a_link_that_is_parted(town: Town) -> None:
    rosa, other, _ = await town.with_people("Rosa en member", "Eve en member signal", "Cora en coordinator")
    await asks_for(town, 3)
    nina = await newcomer(town)
    await vouches(other, await code_of(nina))
    await _linked(town, rosa, other)
    await town.forward(days=2)
    await rosa.says("/unlink").taps("link.part", app="Signal").hears("link.parted")
    [vouch] = await town.rows_of("vouch")
    assert vouch.by_id not in (rosa.person_id, nina.person_id)
