"""Tables of which something is broken: each is read, or refused in one line; none ends in a traceback."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings.settings import SettingsError
from bot.understand.labelled import labelled_messages
from bot.understand.pairs import labelled_pairs
from bot.understand.towns_file import region_from

LABELLED = Path(__file__).parents[3] / "locales" / "recognition" / "labelled"
ODD = ('"', "|", ",", "\n", "\x00", "\ufeff", "\r", '""', "", "é" * 200, "=cmd()", "\udcff")
PAIRS = "place_a,place_b,same\nElm & 3rd,3rd and Elm,yes\nMain St,Maple St,no\n"


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        (labelled_messages, "\n".join((LABELLED / "commuters.csv").read_text(encoding="utf-8").split("\n")[:12])),
        (labelled_pairs, PAIRS),
        (region_from, (LABELLED / "towns.csv").read_text(encoding="utf-8")),
    ],
)
def test_two_hundred_broken_tables_are_read_or_refused_in_one_line(
    tmp_path: Path, read: Callable[[Path], object], whole: str
) -> None:
    dice, file = random.Random(18), tmp_path / "table.csv"  # noqa: S311 - draws odd tables
    refused: list[str] = []
    for _ in range(200):
        table = whole
        for _ in range(dice.choice((1, 2, 5))):
            place = dice.randrange(len(table) + 1)
            table = table[:place] + dice.choice(ODD) + table[place + dice.choice((0, 1, 30)) :]
        file.write_bytes(table.encode(errors="surrogateescape"))
        try:
            read(file)
        except SettingsError as error:
            refused.append(str(error))
    assert len(refused) > 10
    assert not [line for line in refused if "\n" in line]
