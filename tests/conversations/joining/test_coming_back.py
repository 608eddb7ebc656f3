"""Of whom a role was taken does not come back by an invitation from before, not even as somebody who began anew."""

from datetime import timedelta

import pytest

from alerts.joining import invitations
from alerts.own_data.forgetting import GOODBYE_LASTS
from alerts.people.person import Role
from alerts.people.pseudonym import pseudonym
from alerts.upkeep.purging import PURGE_MAIL, purge_mail
from storage.trust.taken_roles import KEPT
from tests.conversations.phone import Phone
from tests.conversations.town import Town


async def _page(town: Town, coordinator: Phone, role: Role = Role.MEMBER) -> str:
    """A page on a wall: good for many people and two months."""
    async with town.work.begin() as uow:
        by = await uow.people.get(coordinator.person_id)
        made = await invitations.invite(
            uow, town.now, role, town.network.towns[0].id, by, uses=50, lasts=timedelta(days=60)
        )
    return made.words


async def _joins(phone: Phone, words: str, role: str) -> None:
    await phone.says(f"/start {words}").taps("consent.en").hears(f"join.as.{role}")


async def _is_put_out(town: Town, coordinator: Phone, name: str) -> int:
    """The coordinator takes the role from whoever has this name; their id."""
    async with town.work.look() as uow:
        members = await uow.people.with_role(frozenset({Role.MEMBER}), None)
        [person_id] = [one.id for one in members if one.name == name]
    await coordinator.says(f"/people {pseudonym(person_id)}").taps("lock.take").is_told("toast.trust.role_taken")
    town.forget_news()
    return person_id


async def _purged_after(town: Town, span: timedelta) -> None:
    town.now += span
    async with town.work.begin() as uow:
        await purge_mail(uow, town.now, 0)
        await uow.deadlines.call_off(0, PURGE_MAIL)


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_neither_by_the_same_page_nor_by_another_nor_erased_before(town: Town, platform: str) -> None:
    cora, mallory = await town.with_people("Cora en coordinator", f"Mallory {platform}")
    page, other = await _page(town, cora), await _page(town, cora)
    await _joins(mallory, page, "member")
    await _is_put_out(town, cora, "Mallory")
    for words in (page, other):
        await mallory.says(f"/start {words}").hears("join.bad_code")
    await mallory.says("/forget").sees("own_data.forget.role_taken").taps("forget.yes").hears("own_data.forgotten")
    await town.forward(seconds=GOODBYE_LASTS.total_seconds() + 1)
    for words in (page, other):
        await mallory.says(f"/start {words}").hears("join.bad_code")
    assert {row.person_id for row in await town.rows_of("grant_")} == {cora.person_id}


async def test_nor_by_an_app_that_is_parted_first(town: Town) -> None:
    cora, mallory = await town.with_people("Cora en coordinator", "Mallory en member")
    page = await _page(town, cora)
    other = await town.also(mallory, "signal")
    await _is_put_out(town, cora, "Mallory")
    await other.says("/unlink").taps("link.part", app="Signal").hears("link.parted_here")
    await other.says(f"/start {page}").hears("join.bad_code")


async def test_an_invitation_made_after_it_and_one_to_less_work(town: Town) -> None:
    cora, mallory = await town.with_people("Cora en coordinator", "Mallory en member")
    less = await _page(town, cora, Role.SUBSCRIBER)
    await _is_put_out(town, cora, "Mallory")
    await mallory.says(f"/start {less}").hears("join.as.subscriber")
    await town.forward(minutes=1)
    await mallory.says(f"/start {await _page(town, cora)}").hears("join.as.member")


async def test_whoever_decides_about_them_sees_that_a_role_was_taken_and_when(town: Town) -> None:
    cora, mallory = await town.with_people("Cora en coordinator", "Mallory en member")
    taken_at = town.now
    await _is_put_out(town, cora, "Mallory")
    await mallory.says("/forget").taps("forget.yes").hears("own_data.forgotten")
    await town.forward(seconds=GOODBYE_LASTS.total_seconds() + 1)
    await mallory.says("/join").taps("consent.en").taps("join.town", name="Northampton")
    await cora.hears("join.request").sees("join.request_role_taken", at=taken_at)
    await cora.says("/queue").taps("queue.is").hears("vouching.newcomer").sees("join.request_role_taken", at=taken_at)


async def test_it_is_known_by_keyed_hashes_alone_and_forgotten_when_no_invitation_of_then_is_good(town: Town) -> None:
    cora, mallory = await town.with_people("Cora en coordinator", "Mallory en member")
    await _is_put_out(town, cora, "Mallory")
    [row] = await town.rows_of("taken_role")
    assert mallory.address.encode() not in bytes(row.address_index)
    assert (row.role, row.taken_at) == ("member", town.now)
    await _purged_after(town, KEPT)
    assert len(await town.rows_of("taken_role")) == 1
    await _purged_after(town, timedelta(seconds=1))
    assert await town.rows_of("taken_role") == []
