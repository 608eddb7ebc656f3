"""A table in CSV as people save it: commas, semicolons or tabs, lines that are empty, and where each row stands."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from locales.list_columns import column_named

_SEPARATORS = ",;\t|"


@dataclass(frozen=True, kw_only=True)
class TableFault:
    """What is wrong in a table, and where."""

    line: int
    column: str
    """The heading with its letter, as in 'town (B)'; empty where the whole line is meant."""
    what: str

    def __str__(self) -> str:
        where = f"line {self.line}, column {self.column}" if self.column else f"line {self.line}"
        return f"{where}: {self.what}"


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """One row: its cells by what their columns mean, without space around them."""

    line: int
    """Where it begins, counted from 1."""
    cells: dict[str, str]


class CsvTable:
    """The rows of a table with headings. Faults of its form are gathered, and its rows read on."""

    def __init__(self, text: str) -> None:
        self.faults: list[TableFault] = []
        self.not_read: list[str] = []
        """Headings that mean nothing to us."""
        self._columns: dict[int, str] = {}
        self._called: dict[str, str] = {}
        self._width = 0
        self.rows = list(self._read(text))

    def column(self, name: str) -> str:
        """Return how a column is called in the file, with its letter; its own name where the file has none."""
        return self._called.get(name, name)

    def _read(self, text: str) -> Iterator[TableRow]:
        first, separator, skipped = _start(text)
        reader = csv.reader(io.StringIO(first, newline=""), delimiter=separator, strict=True)
        line = skipped + 1
        try:
            for cells in reader:
                begins, line = line, skipped + reader.line_num + 1
                filled = [" ".join(cell.split()) for cell in cells]
                if not any(filled):
                    continue
                if not self._called:
                    self._take_headings(begins, filled)
                    if self.faults:
                        return
                    continue
                yield self._row(begins, filled)
        except csv.Error:
            self._fault(line, "a quotation mark is not closed, or stands inside a cell")

    def _take_headings(self, line: int, headings: Sequence[str]) -> None:
        self._width = len(headings)
        for place, heading in enumerate(headings):
            name = column_named(heading)
            if name is None:
                self.not_read += [heading] if heading else []
                continue
            if name in self._called:
                self._fault(line, f'"{heading}" means the same as {self._called[name]}; leave one out')
                continue
            self._columns[place] = name
            self._called[name] = f"{heading} ({_letter(place)})"
        if "name" not in self._called:
            self._fault(line, "names no column of names: the first line is name,town,role,language or some of these")

    def _row(self, line: int, cells: Sequence[str]) -> TableRow:
        if any(cells[self._width :]):
            self._fault(line, "has more cells than the first line; a cell with a separator in it stands in quotes")
        by_name = {name: cells[place] if place < len(cells) else "" for place, name in self._columns.items()}
        return TableRow(line=line, cells=by_name)

    def _fault(self, line: int, what: str) -> None:
        self.faults.append(TableFault(line=line, column="", what=what))


def _start(text: str) -> tuple[str, str, int]:
    """Return the text from its headings on, its separator, and how many lines stand before."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        return rest, first.strip()[-1], 1
    heading = next((line for line in text.splitlines() if line.strip(" ,;\t|")), "")
    return text, max(_SEPARATORS, key=lambda one: (_known(heading, one), heading.count(one))), 0


def _known(heading: str, separator: str) -> int:
    return sum(column_named(cell.strip().strip('"')) is not None for cell in heading.split(separator))


def _letter(place: int) -> str:
    """Return what spreadsheets call this column."""
    letters, place = "", place + 1
    while place:
        place, index = divmod(place - 1, 26)
        letters = chr(ord("A") + index) + letters
    return letters
