"""/people: who is in, by town, role and state; one person's page; and no town is left without a coordinator."""

import pytest

from alerts.people.person import Grant, Person, Role
from alerts.people.pseudonym import pseudonym
from alerts.trust import role_removal
from alerts.work.refused import Refused
from handlers.trust.people_list import PAGE
from storage.core import core_tables as t
from tests.conversations.phone import Phone
from tests.conversations.town import Town


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_a_town_s_people_are_counted_listed_and_opened(town: Town, platform: str) -> None:
    cora, rosa, jean, ben = await town.with_people(
        f"Cora en coordinator {platform}", "Rosa es member", "Jean en responder signal", "Ben en dispatcher Holyoke"
    )
    await cora.says("/gente").hears("trust.people_head", town="Northampton", count=3, first=1, last=3)
    for phone in (cora, rosa, jean):
        assert f"{phone.name}, {pseudonym(phone.person_id)}" in cora.text
    assert ben.name not in cora.text
    assert "Spanish" in cora.text
    await cora.taps("who.is", name="Rosa").hears("trust.page", name="Rosa", code=pseudonym(rosa.person_id))
    assert "report as somebody we know" in cora.text


async def test_the_list_is_filtered_by_role_and_by_who_cannot_be_written_to(town: Town) -> None:
    cora, _, rosa, _ = await town.with_people(
        "Cora en coordinator", "Ben en coordinator", "Rosa es member", "Jean en member responder"
    )
    await cora.says("/lock").taps("choice.name", name="Ben").taps("lock.now")
    async with town.work.begin() as uow:
        for contact in await uow.contacts.of(rosa.person_id):
            await uow.contacts.unreachable(contact.id)
    town.forget_news()
    await cora.says("/people").hears("trust.people_head", count=4)
    for view, expected in (
        ("member", {"Rosa", "Jean"}), ("responder", {"Jean"}), ("coordinator", {"Cora"}), ("suspended", {"Ben"}),
        ("unreachable", {"Rosa"}),
    ):  # fmt: skip
        await cora.says("/people")
        town.forget_news()
        await cora.taps(f"who.in:{town.network.towns[0].id}:{view}").hears("trust.people_head", count=len(expected))
        assert cora.last is not None
        shown = {part.values["name"].words for part in cora.last.spoken.notice.parts if part.key == "trust.person"}
        assert shown == expected, view
    assert "dispatcher" not in cora.text, "there is none to be shown"


async def test_who_coordinates_several_towns_sees_the_counts_of_each_first(town: Town) -> None:
    ada, *_ = await town.with_people(
        "Ada en coordinator everywhere", "Rosa es member", "Jean en responder Holyoke", "Luis en responder Holyoke"
    )
    await ada.says("/people").hears("trust.people")
    assert "Northampton: everybody: 2, verified member: 1, and coordinator: 1." in ada.text
    assert "Holyoke: everybody: 3, trained witness: 2, and coordinator: 1." in ada.text
    await ada.taps("choice.name", name="Holyoke").hears("trust.people_head", town="Holyoke", count=3)
    await ada.says("/people northampton").hears("trust.people_head", town="Northampton")


async def test_of_who_is_suspended_the_page_says_nothing_that_they_may(town: Town) -> None:
    cora, dana = await town.with_people("Cora en coordinator", "Dana en dispatcher")
    await cora.says(f"/people {pseudonym(dana.person_id)}").sees("trust.may")
    async with town.work.begin() as uow:
        assert await uow.people.suspend(dana.person_id, cora.person_id, town.now)
    town.forget_news()
    await cora.says(f"/people {pseudonym(dana.person_id)}").hears("trust.page")
    assert cora.last is not None
    assert not cora.last.says("trust.may")


async def test_many_are_shown_page_by_page_the_newest_first(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    here = town.network.towns[0].id
    async with town.work.begin() as uow:
        for number in range(PAGE * 2):
            person, _ = await uow.people.add(1, f"70{number}", town.now)
            await uow.people.consent(person.id, f"Nr{number:03}", town.now)
            await uow.grants.give(person.id, Role.MEMBER, here, town.now)
    await cora.says("/people").hears("trust.people_head", first=1, last=PAGE, count=PAGE * 2 + 1)
    first = cora.text
    await cora.taps("choice.trust.more_people").hears("trust.people_head", first=PAGE + 1, last=PAGE * 2)
    names = {f"Nr{number:03}" for number in range(PAGE * 2)}
    assert {name for name in names if name in first} == {f"Nr{number:03}" for number in range(PAGE, PAGE * 2)}
    assert {name for name in names if name in cora.text} == {f"Nr{number:03}" for number in range(PAGE)}
    await cora.taps("choice.trust.more_people").hears("trust.people_head", first=PAGE * 2 + 1, last=PAGE * 2 + 1)
    assert cora.last is not None
    assert cora.last.offer("choice.trust.more_people") is None


async def test_a_page_says_what_was_done_and_takes_a_role_away_from_there(town: Town) -> None:
    cora, ben, dana = await town.with_people("Cora en coordinator", "Ben en coordinator", "Dana en dispatcher member")
    await cora.says(f"/people {pseudonym(dana.person_id)}").hears("trust.page", name="Dana")
    await cora.taps(f"lock.take:{dana.person_id}:dispatcher").is_told("toast.trust.role_taken")
    await ben.hears("trust.role_taken", by="Cora", name="Dana")
    await cora.says(f"/people {pseudonym(dana.person_id)}").hears("trust.page")
    assert f"{pseudonym(cora.person_id)} took a role from {pseudonym(dana.person_id)}" in cora.text
    assert "work the desk" not in cora.text


async def test_nobody_sees_people_of_a_town_that_they_do_not_coordinate(town: Town) -> None:
    cora, hugo, dana = await town.with_people(
        "Cora en coordinator", "Hugo en coordinator Holyoke", "Dana en dispatcher"
    )
    await cora.says("/people").hears("trust.people_head").taps("who.is", name="Dana").hears("trust.page")
    await hugo.says("/people Northampton").hears("trust.people_head", town="Holyoke", count=1)
    await hugo.says(f"/people {pseudonym(dana.person_id)}").hears("refused.role")
    await hugo.says("/people 0000000000").hears("trust.nobody_so")
    await dana.says("/people").hears("refused.role")


async def test_of_who_left_a_page_says_no_name_and_no_role(town: Town) -> None:
    cora, rosa = await town.with_people("Cora en coordinator", "Rosa en member")
    await cora.says("/people").taps("who.is", name="Rosa").hears("trust.page")
    await rosa.says("/stop").taps("stop.yes")
    await cora.taps("who.is", name="Rosa").hears("trust.page")
    assert "no role" in cora.text
    assert "Rosa" not in cora.text


@pytest.mark.parametrize("words", ["people", "gente", "audit"])
async def test_these_words_alone_are_what_somebody_saw_and_no_command(town: Town, words: str) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says(words)
    assert not {"trust.people_head", "audit.nothing", "refused.role"} & set(cora.screen.unheard())


async def _take(town: Town, phone: Phone, by: Person | None, town_id: int | None) -> object:
    async with town.work.begin() as uow:
        return await role_removal.take_role(uow, town.now, phone.person_id, Grant(Role.COORDINATOR, town_id), by)


async def test_the_last_coordinator_of_a_town_cannot_be_removed_without_another(town: Town) -> None:
    cora, _ = await town.with_people("Cora en coordinator", "Ada en coordinator Holyoke")
    here = town.network.towns[0].id
    refused = await _take(town, cora, None, here)
    assert isinstance(refused, Refused)
    assert refused.why.key == "trust.last_coordinator"
    assert refused.why.values["towns"] == ("Northampton",)
    await cora.says("/leave").taps("towns.leave", name="Northampton").hears("trust.last_coordinator")
    assert [row.person_id for row in await town.rows(t.grant) if row.town_id == here] == [cora.person_id]
    (ben,) = await town.with_people("Ben en coordinator everywhere")
    assert not isinstance(await _take(town, cora, None, here), Refused)
    refused = await _take(town, ben, None, None)
    assert isinstance(refused, Refused)
    assert refused.why.values["towns"] == ("Northampton",), "Holyoke has Ada"


async def test_a_suspended_coordinator_does_not_count_as_another(town: Town) -> None:
    cora, _ = await town.with_people("Cora en coordinator", "Ben en coordinator")
    await cora.says("/lock").taps("choice.name", name="Ben").taps("lock.now")
    assert isinstance(await _take(town, cora, None, town.network.towns[0].id), Refused)


async def test_who_is_the_last_coordinator_is_told_so_before_they_stop_and_stops_all_the_same(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says("/stop").hears("trust.you_are_the_last").taps("stop.yes").hears("stop.done")


async def test_who_reads_a_language_is_listed_where_there_are_several(town: Town) -> None:
    cora, *_ = await town.with_people(
        "Cora en coordinator", "Rosa es member", "Luis es responder Holyoke", "Ana es member"
    )
    await cora.says("/people").taps("choice.trust.view", view="language.es", count=2)
    town.forget_news()
    await cora.taps(f"who.reads:{town.network.towns[0].id}:es").hears("trust.people_head", view="language.es", count=2)
    assert cora.text.count("Spanish.") == 2
    assert "Cora" not in cora.text
    assert "Luis" not in cora.text


async def test_a_name_with_an_address_in_it_leads_coordinators_nowhere(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    (sam,) = await town.with_people("Valley-Support-t.me/valley_help-@valley")
    await sam.says("/join").taps("consent.en").taps("join.town", name="Northampton")
    await cora.hears("join.request")
    await cora.says("/queue").hears("vouching.queue_town")
    shown = "".join(line.spoken.text for line in cora.screen.lines)
    assert "Valley-Support" in shown
    assert not any(sign in shown for sign in ("t.me", "@valley", "me/valley"))
