"""What may never go out is taken out wherever a person's words leave the desk, and the dispatcher reads what it was."""

import pytest

from alerts.incidents.ports import INCIDENTS, REPORTS
from alerts.places.place import Place
from tests.conversations.scenes import CORNER, Cast, confirmed, observed, reported
from tests.conversations.seed import NORTHAMPTON
from tests.conversations.town import Town

REPORT = f"/report two vans at {CORNER}. plate 7KX 921, my cousin Yesenia is inside, call 413 555 0142"
PRIVATE = ("Yesenia", "7KX", "0142", "Lupita", "3B")


async def _place(cast: Cast, place: Place) -> None:
    """The desk's incident has this place, as an older version kept it."""
    async with cast.town.work.begin() as uow:
        incident = await INCIDENTS(uow).numbered(1)
        assert incident is not None
        await INCIDENTS(uow).change(incident, place=place)


def _heard(town: Town, *, but: str) -> str:
    """Return everything that anybody heard save the dispatcher."""
    return " ".join(f"{spoken.text} {spoken.pin}" for screen, _, spoken in town.diary if not screen.startswith(but))


async def test_a_name_a_plate_and_a_number_go_to_nobody(town: Town) -> None:
    cast = await observed(town, REPORT)
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.tomas.hears("community.head")
    assert CORNER in cast.tomas.text
    assert not [words for words in PRIVATE if words in _heard(town, but="Dana")]


async def test_the_preview_says_what_was_taken_out(town: Town) -> None:
    cast = await observed(town, REPORT)
    await cast.dana.taps("desk.confirm").hears("preview.taken_out")
    assert "a name" in cast.dana.text
    assert "a phone number" in cast.dana.text


async def test_the_desk_never_sees_a_plate_and_who_wrote_it_hears_once_why(town: Town) -> None:
    await observed(town, REPORT)
    async with town.work.begin() as uow:
        incident = await INCIDENTS(uow).numbered(1)
        assert incident is not None
        (report,) = await REPORTS(uow).of(incident.id)
    assert "7KX" not in report.words
    assert "Yesenia" in report.words
    assert [spoken.text for name, _, spoken in town.diary if "7KX" in spoken.text and name.startswith("Dana")] == []


async def test_who_wrote_a_plate_hears_why_it_is_not_passed_on(town: Town) -> None:
    (rosa,) = await town.with_people("Rosa en member")
    await rosa.says(REPORT).hears("report.received").hears("report.masked")


async def test_a_place_that_holds_a_name_or_a_flat_is_cleaned_for_everybody_and_for_who_goes(town: Town) -> None:
    cast = await observed(town)
    await _place(cast, Place(words="casa de Lupita Morales, 214 Elm st apto 3B", point=NORTHAMPTON))
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.marisol.hears("alert.head")
    assert "214 Elm st" in cast.marisol.text
    await cast.tomas.hears("community.head")
    assert "214" not in cast.tomas.text
    await cast.marisol.taps("answer.onway")
    await cast.dana.taps("desk.update").taps("tell.leaving")
    await cast.tomas.hears("update.leaving.community")
    assert "214" not in cast.tomas.text
    assert not [words for words in PRIVATE if words in _heard(town, but="Dana")]


async def test_what_a_dispatcher_writes_is_cleaned_too(town: Town) -> None:
    cast = await confirmed(town)
    await cast.dana.taps("desk.update").taps("tell.words").says("Yesenia saw them leave, call 413 555 0142")
    await cast.dana.hears("preview.taken_out").taps("choice.send")
    assert not [words for words in PRIVATE if words in _heard(town, but="Dana")]


async def test_a_shops_name_that_was_taken_for_a_persons_is_put_back_by_a_tap(town: Town) -> None:
    cast = await observed(town, f"/report two vans at {CORNER}. they wait in front of Lupita")
    await cast.dana.taps("desk.confirm").hears("preview.taken_out").taps("choice.put_back", name="Lupita")
    await cast.dana.taps("confirm.send")
    await cast.tomas.hears("community.head")
    assert "in front of Lupita" in cast.tomas.text


async def test_a_place_of_which_only_in_front_of_is_left_takes_no_places_place(town: Town) -> None:
    cast = await observed(town)
    await cast.rosa.says("están frente a Lupita")
    await cast.dana.taps("desk.confirm").taps("confirm.send")
    await cast.jean.hears("alert.head", place=CORNER)


async def test_a_persons_name_is_not_offered_to_be_put_back(town: Town) -> None:
    cast = await observed(town, f"/report two vans at {CORNER}. my cousin Lupita is inside")
    await cast.dana.taps("desk.confirm").hears("preview.taken_out")
    assert "Lupita" not in cast.dana.text


@pytest.mark.parametrize(
    "words",
    [
        "I see them, their plate is 7KX 921 and one has A123 456 789",
        "help they surrounded me, plate 7KX 921",
        "no hay nada, solo un carro con placa 7KX 921",
    ],
)
async def test_a_plate_that_a_verifier_writes_is_masked_before_the_desk_reads_it(town: Town, words: str) -> None:
    cast = await reported(town)
    await cast.jean.says(words).hears("report.masked")
    read = _heard(town, but="Jean")
    assert "[…]" in read
    assert not [private for private in ("7KX", "456") if private in read]


async def test_a_plate_in_what_is_written_after_the_end_or_below_a_photo_is_masked_too(town: Town) -> None:
    cast = await reported(town)
    await cast.jean.sends_photo("the van, plate 7KX 921").hears("report.masked")
    await cast.dana.taps("desk.dismiss").taps("end.dismiss")
    await cast.rosa.says("siguen aquí, placa 7KX 921").hears("report.masked")
    await cast.dana.hears("desk.reporter_after_end")
    assert "7KX" not in _heard(town, but="nobody")
