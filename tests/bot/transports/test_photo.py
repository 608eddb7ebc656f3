"""Photos leave without anything but their pixels."""

import io

import pytest
from PIL import Image

from bot.transports.photo import LONGEST_SIDE, clean_photo


def picture(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **saving: object) -> bytes:
    out = io.BytesIO()
    image = Image.new(mode, size, "red") if mode != "P" else Image.new("RGB", size, "red").quantize()
    image.save(out, kind, **saving)
    return out.getvalue()


def opened(data: bytes | None) -> Image.Image:
    assert data is not None
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
async def test_every_usual_format_becomes_a_jpeg(kind: str) -> None:
    clean = opened(await clean_photo(picture(kind)))
    assert (clean.format, clean.size) == ("JPEG", (40, 20))


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "CMYK", "1"])
async def test_every_mode_becomes_colours(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    assert opened(await clean_photo(picture(kind, mode=mode))).mode == "RGB"


async def test_metadata_is_gone_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "the secret corner"
    exif.get_ifd(0x8825)[1] = "N"
    clean = await clean_photo(picture("JPEG", exif=exif, comment=b"secret comment"))
    upright = opened(clean)
    assert upright.size == (20, 40)
    assert not upright.getexif()
    assert clean is not None
    assert b"secret" not in clean
    assert b"Exif" not in clean


async def test_large_pictures_are_made_smaller() -> None:
    assert opened(await clean_photo(picture("JPEG", (4000, 3000)))).size == (LONGEST_SIDE, 1200)


async def test_a_bomb_is_no_picture() -> None:
    assert await clean_photo(picture("PNG", (30000, 3000), mode="1")) is None
    assert await clean_photo(picture("JPEG", (30000, 3000), mode="L")) is None


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "BMP", "TIFF"])
async def test_of_what_is_decoded_whole_less_is_taken_than_of_a_photo(kind: str) -> None:
    assert await clean_photo(picture(kind, (4001, 3000), mode="RGB" if kind == "WEBP" else "1")) is None
    assert await clean_photo(picture("JPEG", (4001, 3000), mode="L")) is not None


@pytest.mark.parametrize(
    "data",
    [b"", b"not a picture", b"\xff\xd8\xff\xe0", picture("PNG")[:60], b"%PDF-1.4", b"<svg/>", b"GIF89a"],
)
async def test_what_is_no_picture_is_none(data: bytes) -> None:
    assert await clean_photo(data) is None
