"""A page in several languages side by side, each with as much room; black on white, for any printer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alerts.notices import Text
from handlers.joining.printed_letters import ENCODING, printable
from handlers.joining.qr_code import QUIET, qr_modules
from locales.catalogue import ReaderLocale

_WIDTH, _HEIGHT, _MARGIN, _GAP = 215.9, 279.4, 15.0, 6.0
"""Millimeters: letter paper, and what every printer leaves white."""
_SQUARE = 50.0
"""Millimeters: what a phone reads from two steps away."""
_POINT = 25.4 / 72
_LINE = 1.2
"""Height of a line, by the size of its letters."""
_ABOVE = 3.0
"""Millimeters below the line above a section."""
_TITLE, _TEXT, _SMALL, _LINK = 26.0, 13.5, 11.0, 9.5
_SCALES = (1.0, 0.95, 0.9, 0.85)
"""Tried one after the other until everything stands on one page; smaller is not read by everybody."""


@dataclass(frozen=True)
class Section:
    """What stands between two lines: the same in each language."""

    said: tuple[Text, ...]
    """Paragraphs; of a way to join the first is its head."""
    address: str = ""
    """What the square beside it holds; empty: there is none."""
    below: tuple[Text, ...] = ()
    """Below the columns, once for all languages that say it alike: what is copied sign by sign."""
    title: bool = False
    strong: bool = False
    small: bool = False
    copied: bool = False
    """What stands below is to be typed: larger, and with letters of one width."""


def laid_out(sections: Sequence[Section], readers: Sequence[ReaderLocale], now: datetime) -> bytes:
    """Return a PDF of these sections, in the largest letters in which they fit on one page.

    Where they do not, what is small goes on a second one, the back, and all of it is larger.
    """
    front = [section for section in sections if not section.small]
    tried = [(wanted, scale) for wanted in (sections, front) for scale in _SCALES]
    fitting = (_Page(readers, now, scale) for wanted, scale in tried if _Page(readers, now, scale).holds(wanted))
    page = next(fitting, None) or _Page(readers, now, _SCALES[-1])
    for section in sections:
        page.add(section)
    return page.bytes()


class _Page:
    """A page that is being filled, from above."""

    def __init__(self, readers: Sequence[ReaderLocale], now: datetime, scale: float) -> None:
        # Imported here: nothing but this needs it, and a start should not wait for it.
        from fpdf import FPDF

        self._readers, self._now, self._scale = readers, now, scale
        self._pdf: Any = FPDF(orientation="portrait", unit="mm", format="letter")
        self._pdf.core_fonts_encoding = ENCODING
        self._pdf.set_auto_page_break(False)
        self._pdf.set_margin(_MARGIN)
        self._pdf.set_creation_date(now)
        self._pdf.add_page()
        self._y = _MARGIN

    def holds(self, sections: Sequence[Section]) -> bool:
        """Say whether all of them have room on one sheet."""
        lines = sum(_ABOVE * self._scale for section in sections[1:] if not section.strong)
        return _MARGIN + sum(self._height(section) for section in sections) + lines <= _HEIGHT - _MARGIN

    def bytes(self) -> bytes:
        """Return what is printed."""
        return bytes(self._pdf.output())

    def add(self, section: Section) -> None:
        """Put this below what stands there, on a new sheet where it does not fit."""
        height = self._height(section)
        if self._y + height > _HEIGHT - _MARGIN and self._y > _MARGIN:
            self._pdf.add_page()
            self._y = _MARGIN
        elif self._y > _MARGIN and not section.strong:
            self._pdf.set_line_width(0.3)
            self._pdf.line(_MARGIN, self._y, _WIDTH - _MARGIN, self._y)
            self._y += _ABOVE * self._scale
        self._draw(section)
        self._y += height

    def _draw(self, section: Section) -> None:
        if section.address:
            self._square(section.address)
        for column, reader in enumerate(self._readers):
            y = self._y
            for number, said in enumerate(section.said):
                y += self._paragraph(section, number, reader.text(said, self._now), column, y)
        left, y = self._column(section)[0], self._y + self._columns_height(section)
        self._font(section, below=True)
        for line in self._below(section):
            self._pdf.set_xy(left, y)
            self._pdf.multi_cell(_WIDTH - _MARGIN - left, self._line, line, align="L", new_x="LMARGIN", new_y="NEXT")
            y = self._pdf.get_y()

    def _height(self, section: Section) -> float:
        height, room = self._columns_height(section), _WIDTH - _MARGIN - self._column(section)[0]
        self._font(section, below=True)
        height += sum(self._measured(line, room) for line in self._below(section))
        return max(height, _SQUARE if section.address else 0.0) + 2 * self._scale

    def _columns_height(self, section: Section) -> float:
        heights = []
        for reader in self._readers:
            texts = [reader.text(said, self._now) for said in section.said]
            heights.append(sum(self._paragraph_height(section, number, one) for number, one in enumerate(texts)))
        return max(heights)

    def _paragraph(self, section: Section, number: int, said: str, column: int, y: float) -> float:
        left, width = self._column(section)
        self._font(section, head=self._is_head(section, number))
        self._pdf.set_xy(left + column * (width + _GAP), y)
        self._pdf.multi_cell(width, self._line, printable(said), align="L", new_x="LMARGIN", new_y="NEXT")
        return self._paragraph_height(section, number, said)

    def _paragraph_height(self, section: Section, number: int, said: str) -> float:
        self._font(section, head=self._is_head(section, number))
        return self._measured(printable(said), self._column(section)[1]) + 1.2 * self._scale

    def _measured(self, said: str, width: float) -> float:
        return float(self._pdf.multi_cell(width, self._line, said, align="L", dry_run=True, output="HEIGHT"))

    def _column(self, section: Section) -> tuple[float, float]:
        """Return where the first column begins, and how wide each is."""
        left = _MARGIN + (_SQUARE + _GAP if section.address else 0.0)
        room = _WIDTH - _MARGIN - left
        return left, (room - _GAP * (len(self._readers) - 1)) / len(self._readers)

    def _below(self, section: Section) -> list[str]:
        return list(
            dict.fromkeys(printable(one.text(said, self._now)) for said in section.below for one in self._readers)
        )

    @staticmethod
    def _is_head(section: Section, number: int) -> bool:
        return number == 0 and (bool(section.address or section.below) or section.small)

    def _font(self, section: Section, *, head: bool = False, below: bool = False) -> None:
        size = _TITLE if section.title else _SMALL if section.small else _TEXT
        family = "helvetica"
        bold = section.title or section.strong or head
        if below:
            family, bold, size = ("courier", True, 14.0) if section.copied else (family, False, _LINK)
        self._pdf.set_font(family, "B" if bold else "", size * self._scale)
        self._line = size * self._scale * _POINT * _LINE

    def _square(self, address: str) -> None:
        rows = qr_modules(address)
        side = _SQUARE / (len(rows) + 2 * QUIET)
        self._pdf.set_fill_color(0)
        for row, modules in enumerate(rows):
            start = None
            for column, dark in enumerate([*modules, False]):
                if dark and start is None:
                    start = column
                elif not dark and start is not None:
                    x, y = _MARGIN + side * (QUIET + start), self._y + side * (QUIET + row)
                    self._pdf.rect(x, y, side * (column - start), side, style="F")
                    start = None
