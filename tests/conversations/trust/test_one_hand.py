"""Two apps of one hand are one coordinator, however they were parted; and one hand puts out only so many a day."""

import pytest

from alerts.people.person import Role
from alerts.people.pseudonym import pseudonym
from alerts.trust import banning, desk_limits, suspension
from alerts.trust.one_hand import LATELY
from alerts.work.refused import Refused
from tests.conversations.phone import Phone
from tests.conversations.town import Town


async def _twin(town: Town, phone: Phone, role: Role = Role.COORDINATOR) -> int:
    """Somebody's second app, parted from them, with the same role once more; the id of who it is now."""
    await town.also(phone, "signal")
    async with town.work.begin() as uow:
        contacts = [one for one in await uow.contacts.of(phone.person_id) if one.transport == "signal"]
        twin = await uow.people.part([contacts[0].id], town.now, agreed=True)
        await uow.grants.give(twin.id, role, town.network.towns[0].id, town.now)
    return twin.id


async def _suspends(town: Town, by_id: int, whom: Phone) -> str:
    """What whoever suspends is told, by its key."""
    async with town.work.begin() as uow:
        by = await uow.people.get(by_id)
        done = await suspension.suspend(uow, town.now, whom.person_id, by)
    await town.settle()
    return done.why.key if isinstance(done, Refused) else done.key


async def test_one_hand_with_two_apps_puts_out_two_coordinators_and_no_more(town: Town) -> None:
    mallory, ada, ben, cora, _ = await town.with_people(
        "Mallory en coordinator",
        "Ada en coordinator",
        "Ben en coordinator",
        "Cora en coordinator",
        "Eva en coordinator",
    )
    twin = await _twin(town, mallory)
    assert await _suspends(town, mallory.person_id, ada) == "toast.trust.suspended"
    assert await _suspends(town, twin, ben) == "toast.trust.suspended"
    assert await _suspends(town, twin, cora) == "trust.too_many"
    assert await _suspends(town, mallory.person_id, cora) == "trust.too_many"


async def test_the_last_other_coordinator_is_not_put_out_after_another_while_only_ones_own_app_is_left(
    town: Town,
) -> None:
    mallory, ada, ben = await town.with_people("Mallory en coordinator", "Ada en coordinator", "Ben en coordinator")
    twin = await _twin(town, mallory)
    assert await _suspends(town, mallory.person_id, ada) == "toast.trust.suspended"
    assert await _suspends(town, twin, ben) == "trust.too_many"


async def test_what_is_counted_of_bans_is_counted_by_hand(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(banning, "MOST_ALONE", 2)
    mallory, *members = await town.with_people("Mallory en coordinator", *(f"M{n} en member" for n in range(3)))
    twin = await _twin(town, mallory)
    for by_id, member in zip((mallory.person_id, twin), members, strict=False):
        async with town.work.begin() as uow:
            done = await banning.ban(uow, town.now, member.person_id, await uow.people.get(by_id))
        assert not isinstance(done, Refused)
    await mallory.says(f"/people {pseudonym(members[2].person_id)}").taps("ban.ask").is_told("trust.too_many_bans")


async def test_one_coordinator_takes_roles_from_ten_people_a_day_and_suspends_no_more_either(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_limits, "MOST_PEOPLE", 2)
    cora, ben, *people = await town.with_people(
        "Cora en coordinator", "Ben en coordinator", *(f"M{n} en member" for n in range(3)), "Dana en dispatcher"
    )
    for phone in people[:2]:
        await cora.says(f"/people {pseudonym(phone.person_id)}").taps("lock.take").is_told("toast.trust.role_taken")
    await cora.says(f"/people {pseudonym(people[2].person_id)}").taps("lock.take").is_told("trust.too_many_people")
    await cora.says("/lock").taps("choice.name", name="Dana").taps("lock.now").is_told("trust.too_many_people")
    await ben.says("/lock").taps("choice.name", name="Dana").taps("lock.now").is_told("toast.trust.suspended")
    await town.forward(seconds=LATELY.total_seconds() + 1)
    await cora.says(f"/people {pseudonym(people[2].person_id)}").taps("lock.take").is_told("toast.trust.role_taken")


async def test_who_parts_coordinators_from_the_app_they_write_on_has_put_them_out(town: Town) -> None:
    mallory, ada, ben, cora = await town.with_people(
        "Mallory en coordinator", "Ada en coordinator", "Ben en coordinator", "Cora en coordinator"
    )
    for phone in (ada, ben, cora):
        await town.also(phone, "signal")
    for phone in (ada, ben):
        await mallory.says("/lock").taps("choice.name", name=phone.name).taps("lock.part", app="Telegram")
        await mallory.is_told("toast.trust.parted")
    await mallory.says("/lock").taps("choice.name", name="Cora").taps("lock.part", app="Telegram")
    await mallory.is_told("trust.too_many")
    assert await _suspends(town, mallory.person_id, cora) == "trust.too_many"


async def test_neither_another_link_nor_parting_once_more_makes_a_second_hand(town: Town) -> None:
    mallory, nina = await town.with_people("Mallory en coordinator", "Nina en subscriber")
    twin = await _twin(town, mallory)
    async with town.work.begin() as uow:
        # The app that was parted is linked to an account that nobody knows, and parted again.
        await uow.people.merge(nina.person_id, twin, town.now)
        linked, owner = await uow.people.get(nina.person_id), await uow.people.get(mallory.person_id)
        contacts = [one for one in await uow.contacts.of(nina.person_id) if one.transport == "signal"]
        once_more = await uow.people.part([contacts[0].id], town.now, agreed=True)
        hand = await uow.people.one_hand(mallory.person_id)
    assert linked is not None
    assert owner is not None
    assert linked.was_one_with(owner)
    assert once_more.was_one_with(owner)
    assert once_more.was_one_with(linked)
    assert hand == {mallory.person_id, nina.person_id, once_more.id}


async def test_whoever_is_put_out_has_their_parted_accounts_shown_to_all_coordinators(town: Town) -> None:
    cora, ben, mallory = await town.with_people("Cora en coordinator", "Ben en coordinator", "Mallory en member")
    other = await town.also(mallory, "signal")
    await other.says("/unlink").taps("link.part", app="Signal").hears("link.parted_here")
    [parted] = [row for row in await town.rows_of("person") if row.parted_from_id == mallory.person_id]
    code = pseudonym(parted.id)
    town.forget_news()
    await cora.says(f"/people {pseudonym(mallory.person_id)}").taps("ban.ask").taps("ban.yes")
    await cora.hears("trust.parted_accounts", name="Mallory", codes=(code,))
    await ben.hears("trust.parted_accounts", codes=(code,)).taps("who.is").hears("trust.page", code=code)
    # Nothing was done to it: who was linked by mistake has done nothing.
    await other.says("/join").hears("consent.head")
