"""/mydata: somebody reads all that is kept on them, and nothing of anybody else."""

import pytest

from alerts.joining.linked_contact import UNDONE_WITHIN
from storage.own_data.references import COUNTED, ELSEWHERE, TWICE, references
from tests.conversations.scenes import confirmed
from tests.conversations.town import Town

WORDS = "two vans at Oak & 9th, Northampton"


@pytest.mark.parametrize("platform", ["telegram", "signal"])
async def test_a_stranger_reads_their_own_words_and_address(town: Town, platform: str) -> None:
    (sam,) = await town.with_people(f"Sam en {platform}")
    await sam.says(WORDS)
    town.forget_news()
    await sam.says("/mydata").hears("own_data.page")
    assert WORDS in sam.text
    assert sam.address in sam.text


async def test_a_member_reads_it_in_their_language(town: Town) -> None:
    (rosa,) = await town.with_people("Rosa es member")
    await rosa.says("/misdatos").hears("own_data.page")
    assert "Esto es todo lo que guardamos de usted:" in rosa.text
    assert "Northampton, desde" in rosa.text
    assert "This is all" not in rosa.text


async def test_nobody_reads_what_others_said_or_who_they_are(town: Town) -> None:
    cast = await confirmed(town)
    everybody = [cast.rosa, cast.jean, cast.dana, cast.tomas]
    for phone in everybody:
        await phone.says("/mydata").hears("own_data.page")
        for other in everybody:
            if other is not phone:
                assert other.name not in phone.text
                assert other.address not in phone.text
    assert "5th" not in cast.tomas.text


async def test_on_one_phone_no_address_of_the_other_is_shown(town: Town) -> None:
    (rosa,) = await town.with_people("Rosa en member")
    other = await town.also(rosa, "signal")
    await rosa.says("/mydata").hears("own_data.page")
    assert rosa.address in rosa.text
    assert other.address not in rosa.text
    assert "…" + other.address[-2:] in rosa.text


async def test_who_is_talked_into_a_link_is_not_read_by_the_other_while_it_can_be_undone(town: Town) -> None:
    mallory, rosa = await town.with_people("Mallory en member", "Rosa en member signal")
    await rosa.says("There is a van with two agents at Elm and 3rd in Northampton")
    await mallory.says("/link").hears("link.code")
    assert mallory.last is not None
    code = next(part.values["code"] for part in mallory.last.spoken.notice.parts if "code" in part.values)
    await rosa.says(f"/link {code}").hears("link.sure").taps("link.mine").hears("link.asked")
    await mallory.hears("link.ask").taps("link.yes").hears("link.done")
    await mallory.says("/mydata").hears("own_data.linked_lately", until=town.now + UNDONE_WITHIN)
    assert "Elm" not in mallory.text
    await rosa.taps("link.undo").hears("link.undone_here")
    await mallory.says("/mydata").hears("own_data.page")
    assert "Elm" not in "".join(line.spoken.text for line in mallory.screen.lines)
    await rosa.says("/mydata").hears("own_data.page")
    assert "Elm" in "".join(line.spoken.text for line in rosa.screen.lines)


async def test_what_is_long_comes_as_a_file(town: Town) -> None:
    (rosa,) = await town.with_people("Rosa en member")
    for n in range(12):
        await rosa.says(f"two vans at Oak & {n}th, Northampton " + "they wait " * 60)
    town.forget_news()
    await rosa.says("/mydata").hears("own_data.as_file")


def test_no_reference_to_a_person_is_forgotten() -> None:
    """What a new table refers to a person with is asked for by itself; tests/locales asks for its words."""
    asked = {str(column) for column in references()}
    assert asked >= COUNTED | TWICE | ELSEWHERE
    assert {"report.person_id", "inbox.sender_index", "bundled.report_id", "ban.by_id", "delivery.contact_id"} <= asked
