"""An invitation on paper: what stands on the page, and that its squares hold what they should."""

import re
import zlib
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import segno
from PIL import Image

from alerts.network.retention import Retention
from alerts.network.town import Network
from alerts.people.code import normal
from handlers.joining.invitation_page import InvitationPage, signal_address
from handlers.joining.printed_letters import printable
from handlers.joining.qr_code import QUIET, qr_png
from locales.commands import bare

NOW = datetime(2026, 11, 30, 15, tzinfo=UTC)
CODE = "ABCDEFGHJKMNPQRSTVWXYZ234567"
LINK = f"https://t.me/valley_alert_bot?start={CODE}"
_RECT = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (-?[\d.]+) re f")
_SHOWN = re.compile(rb"\(((?:[^()\\]|\\.)*)\) Tj")


def page(
    *,
    name: str = "Valley",
    town: str = "Northampton",
    languages: tuple[str, ...] = ("en", "es"),
    link: str = LINK,
    signal_number: str = "+14135550100",
    uses: int = 50,
) -> bytes:
    network = Network(name=name, languages=languages, zone=ZoneInfo("America/New_York"), towns=())
    made = InvitationPage(
        network=network,
        town=town,
        code=CODE,
        link=link,
        signal_number=signal_number,
        uses=uses,
        expires_at=NOW + timedelta(days=14),
    )
    return made.pdf(Retention(), NOW)


def drawn(pdf: bytes) -> list[bytes]:
    """What is drawn on each sheet."""
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return [one for one in found if b" Tf" in one]


def words(pdf: bytes) -> str:
    shown = b"\n".join(found for sheet in drawn(pdf) for found in _SHOWN.findall(sheet))
    return re.sub(r"\\(.)", r"\1", shown.decode("cp1252"))


def squares(pdf: bytes) -> list[list[list[int]]]:
    """The modules of each square on the first sheet, read from the bars that are drawn."""
    bars = [tuple(float(number) for number in one) for one in _RECT.findall(drawn(pdf)[0])]
    tops = sorted({bar[1] for bar in bars}, reverse=True)
    apart = [0, *(n for n in range(1, len(tops)) if tops[n - 1] - tops[n] > 20), len(tops)]
    return [_modules([bar for bar in bars if bar[1] in tops[a:b]]) for a, b in pairwise(apart)]


def _modules(bars: list[tuple[float, ...]]) -> list[list[int]]:
    left, top, side = min(bar[0] for bar in bars), max(bar[1] for bar in bars), abs(bars[0][3])
    size = round((top - min(bar[1] for bar in bars)) / side) + 1
    rows = [[0] * size for _ in range(size)]
    for x, y, width, _ in bars:
        for column in range(round(width / side)):
            rows[round((top - y) / side)][round((x - left) / side) + column] = 1
    return rows


def expected(address: str) -> list[list[int]]:
    return [list(map(int, row)) for row in segno.make_qr(address, error="m").matrix]


def test_the_picture_holds_the_link_and_a_light_border() -> None:
    picture = Image.open(BytesIO(qr_png(LINK))).convert("L")
    modules = expected(LINK)
    scale, rest = divmod(picture.width, len(modules) + 2 * QUIET)
    assert (rest, picture.width) == (0, picture.height)
    assert scale >= 10, "sharp when printed"
    read = [
        [int(picture.getpixel((scale * column + scale // 2, scale * row + scale // 2)) == 0) for column in range(size)]
        for size in [len(modules) + 2 * QUIET]
        for row in range(size)
    ]
    assert [row[QUIET:-QUIET] for row in read[QUIET:-QUIET]] == modules
    assert not any(map(any, [*read[:QUIET], *read[-QUIET:]]))


def test_the_page_holds_a_square_for_telegram_and_one_for_signal() -> None:
    assert squares(page()) == [expected(LINK), expected(signal_address("+14135550100"))]


def test_it_says_in_both_languages_how_to_join_what_is_kept_and_how_long_it_is_good() -> None:
    said = words(page())
    for both in (
        ("Join Valley", "Únase a Valley"), ("With Telegram", "Con Telegram"), ("With Signal", "Con Signal"),
        ("Joining is free.", "Unirse es gratis."), ("Northampton", "Northampton"), ("Dec 14", "14 de dic"),
        ("What we keep.", "Qué guardamos."), ("7 days after it ends", "7 días después"), ("50 people", "50"),
        ("start ABCD-EFGH-", "inicio ABCD-EFGH-"), ("+1 413 555 0100", "+1 413 555 0100"),
    ):  # fmt: skip
        for one in both:
            assert " ".join(one.split()) in " ".join(said.split())


def test_what_does_not_fit_on_the_front_in_large_letters_is_what_is_kept() -> None:
    for name in ("Valley", "Pioneer Valley Workers Center Rapid Response Network"):
        front, *back = drawn(page(name=name))
        assert b"Good until" in front
        assert len(back) == 1
        assert b"What we keep." in back[0]


@pytest.mark.parametrize("word", ["start", "inicio"])
def test_the_words_for_signal_are_understood_as_they_are_printed(word: str) -> None:
    [line] = [line for line in words(page()).splitlines() if line.startswith(word)]
    read = bare(line)
    assert read is not None
    assert (read[0], normal(read[1])) == ("start", CODE)


@pytest.mark.parametrize(
    "name",
    [
        "Łódź Đông ﬁ ŋ",
        "Kalaupapa \u02bbĀina",
        "大阪",
        "São João d’Água — Pòtoprens",
        "a\u202f\U0001f6a8",
        "x" * 80,
        "\\()<%",
    ],
)
def test_any_name_of_a_network_or_town_can_be_printed(name: str) -> None:
    said = words(page(name=name, town=name))
    assert "Northampton" not in said
    assert page(name=name, languages=("es",), uses=1).startswith(b"%PDF")


def test_letters_that_the_fonts_lack_become_like_ones() -> None:
    assert printable("Łódź, \u02bbEwa, São João, 大") == "Lódz, \u2018Ewa, São João, ?"


def test_without_signal_or_without_a_bots_name_only_the_other_way_stands_there() -> None:
    only_telegram, only_signal, neither = page(signal_number=""), page(link=""), page(signal_number="", link="")
    assert "Signal" not in words(only_telegram)
    assert "Telegram" not in words(only_signal)
    assert len(squares(only_signal)) == 1
    assert "our bot" in words(neither)
    assert "start ABCD" in words(neither)
