"""A HEIC picture is passed on as a file: its pixels untouched, and nothing of what the phone wrote into it."""

import pytest

from bot.transports.heic import MOST_BYTES, clean_heic

PIXELS = b"pixels of the picture" * 3
EXIF, XMP, TITLE = b"GPS 42.32 N 72.63 W, iPhone of Juana", b"<x:xmpmeta>Juana</x>", b"casa de Juana"


def box(type_: bytes, payload: bytes) -> bytes:
    return (len(payload) + 8).to_bytes(4, "big") + type_ + payload


def info(id_: int, type_: bytes, name: bytes = b"") -> bytes:
    return box(b"infe", b"\2\0\0\0" + id_.to_bytes(2, "big") + b"\0\0" + type_ + name + b"\0")


def location(id_: int, start: int, length: int) -> bytes:
    at = start.to_bytes(4, "big") + length.to_bytes(4, "big")
    return id_.to_bytes(2, "big") + b"\0\0" + b"\0\1" + at


def heic(*, brand: bytes = b"heic", more_of_meta: bytes = b"", behind: bytes = b"") -> bytes:
    head = box(b"ftyp", brand + b"\0\0\0\0mif1heic")
    listed = [(1, b"hvc1", PIXELS, TITLE), (2, b"Exif", EXIF, b""), (3, b"mime", XMP, b"Juana.xmp")]

    def meta(start: int) -> bytes:
        places = b""
        for id_, _, content, _ in listed:
            places += location(id_, start, len(content))
            start += len(content)
        iinf = box(b"iinf", b"\0\0\0\0\0\3" + b"".join(info(id_, kind, name) for id_, kind, _, name in listed))
        iloc = box(b"iloc", b"\0\0\0\0\x44\0\0\3" + places)
        iprp = box(b"iprp", box(b"ipco", box(b"ispe", bytes(12)) + box(b"udes", TITLE)))
        return box(b"meta", bytes(4) + box(b"hdlr", bytes(20) + b"pict") + iinf + iloc + iprp + more_of_meta)

    start = len(head) + len(meta(0)) + 8
    return (
        head + meta(start) + box(b"mdat", b"".join(content for _, _, content, _ in listed) + b"hidden Juana") + behind
    )


def test_the_pixels_stay_where_they_were_and_nothing_tells_of_the_phone() -> None:
    before = heic(more_of_meta=box(b"uuid", b"Juana"), behind=box(b"free", b"Juana") + box(b"uuid", b"GPS"))
    after = clean_heic(before)
    assert after is not None
    assert len(after) == len(before)
    assert after.index(PIXELS) == before.index(PIXELS)
    for private in (b"Juana", b"GPS", b"xmp"):
        assert private not in after
    assert clean_heic(after) == after


@pytest.mark.parametrize("brand", [b"mif1", b"avif", b"heix"])
def test_its_kin_are_cleaned_too(brand: bytes) -> None:
    assert clean_heic(heic(brand=brand)) is not None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0\0\x18ftypheic" + bytes(64),
        heic(brand=b"isom"),
        heic(brand=b"msf1"),
        heic()[:120],
        heic() + bytes(MOST_BYTES),
    ],
)
def test_what_cannot_be_read_whole_is_passed_on_by_nobody(data: bytes) -> None:
    assert clean_heic(data) is None


def test_whatever_the_bytes_it_raises_nothing() -> None:
    whole = heic()
    for at in range(len(whole)):
        for value in (0, 1, 255):
            clean_heic(whole[:at] + bytes([value]) + whole[at + 1 :])
