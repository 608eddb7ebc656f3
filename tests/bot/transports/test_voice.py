"""Recordings leave without titles, places and makers."""

import pytest

from bot.transports.voice import clean_voice
from tests.media import GPS, SAMPLES, TIMED, film

SOUND = b"\xff\xfb\x90 sounds of a street" * 20
TITLE = b"12 Oak Street, Northampton"


async def test_what_a_phone_wrote_into_a_memo_is_blanked_and_the_sound_stays() -> None:
    clean = await clean_voice(film())
    assert clean is not None
    assert (len(clean), clean.find(SAMPLES)) == (len(film()), film().find(SAMPLES))
    for told in (GPS, TIMED):
        assert told not in clean


async def test_the_tags_of_an_mp3_are_gone() -> None:
    new = b"ID3\x04\0\0" + bytes([0, 0, 0, len(TITLE)]) + TITLE
    old = (b"TAG" + TITLE).ljust(128, b"\0")
    assert await clean_voice(new + SOUND) == SOUND
    assert await clean_voice(SOUND + old) == SOUND
    assert await clean_voice(new + SOUND + old) == SOUND


@pytest.mark.parametrize(
    "data", [b"", b"OggS and so on", SOUND, b"ID3", film()[:-9], b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + SOUND]
)
async def test_what_has_none_or_is_broken_is_passed_on_as_it_is(data: bytes) -> None:
    assert await clean_voice(data) == data
