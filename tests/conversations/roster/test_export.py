"""/export: the list of people goes out once two coordinators want it, file and passphrase to one each."""

import csv
import io
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest
import pyzipper

from alerts.people.person import Grant, Person, Role
from alerts.profile.ports import PROFILES
from alerts.profile.skill import Skill
from alerts.roster.export_request import ANSWERED_WITHIN
from alerts.trust import role_removal, safety_number_changes, suspension
from alerts.work.refused import Refused
from alerts.work.unit_of_work import UnitOfWork
from tests.conversations.phone import Phone
from tests.conversations.town import Town

THREE = ("Cora en coordinator", "Ben es coordinator Holyoke", "Eva en coordinator")


def _digits(phone: Phone) -> str:
    assert phone.last is not None
    return str(next(part.values["digits"] for part in phone.last.spoken.notice.parts if "digits" in part.values))


async def _asks(phone: Phone) -> None:
    await phone.says("/export").hears("roster.export.which").taps("export.ask").hears("roster.export.asked")


def _opened(phone: Phone, digits: str) -> list[dict[str, str]]:
    assert phone.last is not None
    assert phone.last.spoken.file is not None
    assert (phone.last.spoken.file_name, phone.last.spoken.file_type) == ("list.zip", "application/zip")
    with pyzipper.AESZipFile(io.BytesIO(phone.last.spoken.file)) as archive:
        archive.setpassword(digits.replace(" ", "").encode())
        table = archive.read("list.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(table, newline="")))


@pytest.mark.parametrize("asker", ["telegram", "signal"])
@pytest.mark.parametrize("second", ["telegram", "signal"])
async def test_one_gets_the_file_the_other_its_passphrase_and_all_hear_of_it(
    town: Town, asker: str, second: str
) -> None:
    cora, ben, eva, luis, _, _ = await town.with_people(
        f"Cora en coordinator {asker}",
        f"Ben es coordinator Holyoke {second}",
        "Eva en coordinator",
        "=Luis es responder member",
        "Hugo en member Holyoke",
        "Nina",
    )
    async with town.work.begin() as uow:
        await PROFILES(uow).set_skill(luis.person_id, Skill.DRIVER, has=True)
    await cora.says("/export").hears("roster.export.which").sees("roster.export.how")
    await cora.taps("choice.name", name="Northampton").hears("roster.export.asked", at=town.now + ANSWERED_WITHIN)
    await eva.hears("roster.export.ask", name="Cora", towns=("Northampton",))
    await ben.hears("roster.export.ask").taps("export.yes").hears("roster.export.passphrase", name="Cora")
    await cora.hears("roster.export.file", name="Ben", n=3)
    rows = {row["Name"]: row for row in _opened(cora, _digits(ben))}
    assert rows.keys() == {"Cora", "Eva", "'=Luis"}, "of Northampton alone, and no formula"
    assert rows["'=Luis"] == {
        "Name": "'=Luis",
        "Roles": "verified member, Northampton; trained witness, Northampton",
        "Language": "Español",
        "Can help with": "driving people",
        "Since": "2026-11-20",
        "Can be reached": "yes",
    }
    assert luis.address not in str(rows)
    await eva.hears("roster.export.told", name="Cora", other="Ben")
    for phone in (cora, ben, eva, luis):
        await phone.hears_nothing()
    await cora.says("/audit").sees("audit.did.export_asked").sees("audit.did.exported")


async def test_the_file_is_aes_256_as_common_tools_open_it_and_shows_nothing_without_the_digits(town: Town) -> None:
    cora, ben, _ = await town.with_people(*THREE)
    await _asks(cora)
    await ben.taps("export.yes").hears("roster.export.passphrase")
    await cora.hears("roster.export.file")
    assert cora.last is not None
    content = cora.last.spoken.file
    assert content is not None
    assert b"Cora" not in content
    with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
        [inside] = archive.infolist()
        # AE-2 keeps no checksum of what is inside, by which a short table could be guessed; 3 is AES-256.
        assert (inside.wz_aes_version, inside.wz_aes_strength, inside.CRC) == (2, 3, 0)
        archive.setpassword(b"0" * 24)
        with pytest.raises(RuntimeError, match="Bad password"):
            archive.read("list.csv")


async def test_neither_file_nor_digits_are_kept_in_clear_and_the_file_goes_once_it_is_sent(town: Town) -> None:
    cora, ben, _ = await town.with_people(*THREE)
    await _asks(cora)
    await ben.taps("export.yes").hears("roster.export.passphrase")
    await cora.hears("roster.export.file")
    digits = _digits(ben).replace(" ", "")
    kept = [value for row in await town.rows_of("notice") for value in row if isinstance(value, bytes)]
    assert not any(digits.encode() in value or _digits(ben).encode() in value for value in kept)
    assert cora.last is not None
    assert cora.last.spoken.file is not None
    opened = [town.vault.open("notice", "content", row.id, row.content) for row in await town.rows_of("notice")]
    assert not any('"document"' in one for one in opened)
    assert await town.rows_of("export_request") == []


async def test_all_towns_of_theirs_are_those_that_they_coordinate(town: Town) -> None:
    cora, ben, _ = await town.with_people("Cora en coordinator", "Ben es coordinator Holyoke", "Hugo en member Holyoke")
    await cora.says("/export").hears("roster.export.which")
    assert "choice.roster.all" not in cora.keys
    async with town.work.begin() as uow:
        await uow.grants.give(cora.person_id, Role.COORDINATOR, town.network.towns[1].id, town.now)
    await cora.says("/export").taps("choice.roster.all")
    await (
        ben.hears("roster.export.ask", towns=("Northampton", "Holyoke"))
        .taps("export.yes")
        .hears("roster.export.passphrase")
    )
    await cora.hears("roster.export.file", n=3)


async def test_a_no_makes_no_list_and_says_who_said_it(town: Town) -> None:
    cora, ben, eva = await town.with_people(*THREE)
    await _asks(cora)
    await ben.taps("export.no").is_told("toast.roster.refused")
    await cora.hears("roster.export.refused", name="Ben")
    await eva.taps("export.yes").is_told("roster.export.over")
    await cora.hears_nothing()
    await cora.says("/audit").sees("audit.did.export_refused")


async def test_within_an_hour_or_never_and_then_one_can_ask_again(town: Town) -> None:
    cora, ben, _ = await town.with_people(*THREE)
    await _asks(cora)
    await cora.taps("export.ask").is_told("roster.export.asked_before")
    await town.forward(minutes=59)
    await cora.hears_nothing()
    await town.forward(minutes=2)
    await cora.hears("roster.export.unanswered")
    await ben.taps("export.yes").is_told("roster.export.over")
    await _asks(cora)


async def test_whoever_was_suspended_meanwhile_gets_nothing(town: Town) -> None:
    cora, ben, eva = await town.with_people(*THREE)
    await _asks(cora)
    await eva.says("/lock").taps("choice.name", name="Cora").taps("lock.now").is_told("toast.trust.suspended")
    await ben.taps("export.yes").is_told("roster.export.over")
    await town.forward(hours=2)
    assert all(line.spoken.file is None for line in cora.screen.lines)
    assert await town.rows_of("export_request") == []


async def _is_suspended(uow: UnitOfWork, now: datetime, who: int, by: Person) -> None:
    assert not isinstance(await suspension.suspend(uow, now, who, by), Refused)


async def _loses_the_role(uow: UnitOfWork, now: datetime, who: int, by: Person) -> None:
    town_id = min(grant.town_id for grant in by.grants if grant.town_id is not None)
    assert not isinstance(await role_removal.take_role(uow, now, who, Grant(Role.COORDINATOR, town_id), by), Refused)


async def _has_another_safety_number(uow: UnitOfWork, now: datetime, who: int, _: Person) -> None:
    [contact] = await uow.contacts.of(who)
    await safety_number_changes.number_changed(uow, now, contact.id, "1" * 60)


WAYS_OUT = (_is_suspended, _loses_the_role, _has_another_safety_number)


@pytest.mark.parametrize("way", WAYS_OUT, ids=lambda way: way.__name__.strip("_"))
async def test_the_file_is_taken_back_from_who_is_no_coordinator_when_it_could_be_sent(
    town: Town, way: Callable[[UnitOfWork, datetime, int, Person], Awaitable[None]]
) -> None:
    cora, ben, eva = await town.with_people(*THREE)
    await _asks(cora)
    async with town.line_down():
        await ben.taps("export.yes")
        assert any(_holds_file(town, row) for row in await town.rows_of("notice"))
        async with town.work.begin() as uow:
            by = await uow.people.get(eva.person_id)
            assert by is not None
            await way(uow, town.now, cora.person_id, by)
    assert all(line.spoken.file is None for line in cora.screen.lines)
    assert not any(_holds_file(town, row) for row in await town.rows_of("notice")), "nor is it kept"
    await ben.hears("roster.export.passphrase")


async def test_neither_gets_anybody_the_digits_who_is_put_out_before_they_could_be_sent(town: Town) -> None:
    cora, ben, _ = await town.with_people(*THREE)
    await _asks(cora)
    async with town.line_down():
        await ben.taps("export.yes")
        async with town.work.begin() as uow:
            assert not isinstance(await suspension.suspend(uow, town.now, ben.person_id, None), Refused)
    assert not any(line.says("roster.export.passphrase") for line in ben.screen.lines)
    await cora.hears("roster.export.file")


def _holds_file(town: Town, row: Any) -> bool:
    return '"document"' in town.vault.open("notice", "content", row.id, row.content)


async def test_two_who_say_yes_at_once_make_one_list_for_one_of_the_askers_apps(town: Town) -> None:
    cora, ben, eva = await town.with_people(*THREE)
    other = await town.also(cora, "signal")
    await _asks(cora)
    await other.hears_nothing()
    await town.together(ben.taps("export.yes"), eva.taps("export.yes"))
    shown = [line for phone in (ben, eva) for line in phone.screen.lines if line.says("roster.export.passphrase")]
    assert len(shown) == 1
    files = [line for phone in (cora, other) for line in phone.screen.lines if line.spoken.file is not None]
    assert len(files) == 1


async def test_who_coordinates_alone_hears_of_the_operators_way(town: Town) -> None:
    (cora,) = await town.with_people("Cora en coordinator")
    await cora.says("/export").hears("roster.export.no_second")


async def test_two_apps_of_one_hand_are_no_second_person(town: Town) -> None:
    mal, other, _ = await town.with_people(
        "Mal en coordinator", "Mal en coordinator signal", "Eva en coordinator Holyoke"
    )
    async with town.work.begin() as uow:
        await uow.people.merge(mal.person_id, other.person_id, town.now)
        [contact] = [one for one in await uow.contacts.of(mal.person_id) if one.transport == "signal"]
        parted = await uow.people.part([contact.id], town.now, agreed=True)
        await uow.grants.give(parted.id, Role.COORDINATOR, town.network.towns[0].id, town.now)
    await _asks(mal)
    await other.taps("export.yes").hears("roster.export.second")


async def test_nobody_else_may_ask(town: Town) -> None:
    cora, ben, dana = await town.with_people("Cora en coordinator", "Ben es coordinator Holyoke", "Dana en dispatcher")
    await dana.says("/export").hears("refused.role")
    await cora.says("/export").taps("export.drop").is_told("roster.export.dropped")
    await ben.hears_nothing()
