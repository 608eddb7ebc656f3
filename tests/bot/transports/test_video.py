"""Films leave without anything but their pictures and sounds."""

import pytest

from bot.transports.video import MOST_BYTES, clean_video
from tests.media import GPS, SAMPLES, TIMED, box, film, number

MADE = number(3_800_000_000)


@pytest.mark.parametrize("wide", [False, True])
async def test_where_when_and_by_what_it_was_taken_is_blanked(wide: bool) -> None:
    before = film(wide=wide)
    clean = await clean_video(before)
    assert clean is not None
    for told in (GPS, TIMED, MADE, b"Pearphone", b"udta"):
        assert told in before
        assert told not in clean


async def test_pictures_and_sounds_stay_where_they_were() -> None:
    before, clean = film(), await clean_video(film())
    assert clean is not None
    assert (len(clean), clean.find(SAMPLES)) == (len(before), before.find(SAMPLES))
    assert clean.count(b"trak") == 1


@pytest.mark.parametrize("kind", [b"free", b"skip", b"uuid", b"XMP_", b"meta", b"made"])
async def test_what_stands_beside_the_film_is_blanked_too(kind: bytes) -> None:
    clean = await clean_video(film(tail=box(kind, GPS)))
    assert clean is not None
    assert GPS not in clean


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"OggS and so on",
        b"\x1a\x45\xdf\xa3 a film of another kind",
        b"<script>" * 9,
        film()[:-9],
        film()[:60],
        film(tail=number(4) + b"free"),
        film(tail=number(900) + b"free"),
        film(tail=b"\x00\x00"),
        box(b"ftyp", b"mp42", bytes(4)),
        film() + bytes(MOST_BYTES),
    ],
)
async def test_what_is_no_whole_film_of_a_usual_size_is_not_passed_on(data: bytes) -> None:
    assert await clean_video(data) is None


async def test_a_film_whose_tables_contradict_it_is_not_passed_on() -> None:
    sizes = box(b"stsz", bytes(4), number(0), number(1), number(len(TIMED)))
    wrong = box(b"stsz", bytes(4), number(0), number(1), number(2**31))
    assert await clean_video(film().replace(sizes, wrong)) is None
    without = box(b"stsz", bytes(4), number(0), number(2**30), number(len(TIMED)))
    assert await clean_video(film().replace(sizes, without)) is None
