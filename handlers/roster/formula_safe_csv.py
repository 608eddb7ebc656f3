"""CSV that no spreadsheet takes for formulas."""

import re
from collections.abc import Iterable
from typing import IO, Protocol

_WIDE = {0xFEE0 + ord(sign): sign for sign in "=+-@|%"}
"""Signs that some programs take for the narrow ones."""
_BEGINS = re.compile(r"([;,|])(\s*)(?=[=+\-@%\uFF1D\uFF0B\uFF0D\uFF20\uFF05])")
"""Where a cell begins inside this one, for a program that splits at another sign: a Spanish one does at semicolons."""


class RowWriter(Protocol):
    """What writes rows of cells."""

    def writerow(self, row: Iterable[str]) -> object: ...
    def writerows(self, rows: Iterable[Iterable[str]]) -> object: ...


class _PlainCells:
    """Takes out what a spreadsheet strips before it looks for a formula, such as a tab."""

    def __init__(self, writer: RowWriter) -> None:
        self._writer = writer

    def writerow(self, row: Iterable[str]) -> object:
        return self._writer.writerow([_plain(cell) for cell in row])

    def writerows(self, rows: Iterable[Iterable[str]]) -> object:
        return self._writer.writerows([_plain(cell) for cell in row] for row in rows)


def formula_safe_writer(file: IO[str]) -> RowWriter:
    """Return what writes rows to this file: a cell that begins as a formula does gets an apostrophe in front."""
    # Loaded only where a list is written, not with every verb.
    from defusedcsv import csv

    return _PlainCells(csv.writer(file))


def _plain(cell: str) -> str:
    plain = "".join(sign if sign.isprintable() else " " for sign in cell).strip()
    return _BEGINS.sub(r"\1\2'", plain[:1].translate(_WIDE) + plain[1:])
