"""Who is put out may have brought others: coordinators are shown whom they vouched for, with a tap to each."""

import pytest

from tests.conversations.phone import Phone
from tests.conversations.town import Town
from tests.conversations.vouching.scenes import asks_for, code_of, newcomer, vouches


async def _brought(town: Town, mallory: Phone, count: int) -> None:
    await asks_for(town, 2)
    for number in range(count):
        await vouches(mallory, await code_of(await newcomer(town, f"Nina{number}")))


@pytest.mark.parametrize("how", ["lock.now", "ban", "lock.take"])
async def test_whoever_puts_somebody_out_and_all_others_see_whom_they_brought(town: Town, how: str) -> None:
    mallory, cora, ben = await town.with_people("Mallory en member", "Cora en coordinator", "Ben en coordinator signal")
    await _brought(town, mallory, 2)
    await cora.says("/people").taps("who.is", name="Mallory")
    if how == "ban":
        await cora.taps("ban.ask").taps("ban.yes")
    else:
        await cora.taps(how)
    for coordinator in (cora, ben):
        await coordinator.hears("trust.vouched_for", name="Mallory", count=2, names=("Nina1", "Nina0"))
        await coordinator.taps("who.is", name="Nina1").hears("trust.page", name="Nina1")


async def test_of_many_they_are_shown_by_pages(town: Town) -> None:
    mallory, cora = await town.with_people("Mallory en member", "Cora en coordinator")
    await _brought(town, mallory, 7)
    await cora.says("/people").taps("who.is", name="Mallory").taps("lock.now")
    await cora.hears("trust.vouched_for", count=7).taps("who.by")
    await cora.hears("trust.vouched_for_more", names=("Nina1", "Nina0"))


async def test_of_who_brought_nobody_nothing_is_said(town: Town) -> None:
    _, cora = await town.with_people("Mallory en member", "Cora en coordinator")
    await cora.says("/people").taps("who.is", name="Mallory")
    town.forget_news()
    await cora.taps("lock.now").is_told("toast.trust.suspended").hears_nothing()


async def test_whom_they_invited_as_a_member_is_listed_too(town: Town) -> None:
    mallory, cora, nina = await town.with_people("Mallory en coordinator", "Cora en coordinator", "Nina")
    await mallory.says("/invite member Northampton")
    parts = mallory.screen.lines[-1].spoken.notice.parts
    code = next(str(part.values["code"]) for part in parts if "code" in part.values)
    await nina.says(f"/start {code}").taps("consent.en").hears("join.as.member")
    await cora.says("/lock").taps("choice.name", name="Mallory").taps("lock.now")
    await cora.hears("trust.vouched_for", name="Mallory", names=("Nina",))
