"""The figures as plain columns for people."""

from collections.abc import Iterable
from itertools import groupby

from bot.bench.measured_figure import MeasuredFigure

HEADINGS = ("", "value", "unit", "ratio", "beside", "goal")


def lines(figures: Iterable[MeasuredFigure]) -> list[str]:
    """Format a heading for each measurement, and its figures in columns below."""
    table: list[str] = []
    for bench, group in groupby(figures, key=lambda figure: figure.bench):
        rows = [(bench, *HEADINGS[1:]), *(_row(figure) for figure in group)]
        widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
        table += [_line(row, widths) for row in rows]
        table.append("")
    return table[:-1]


def _row(figure: MeasuredFigure) -> tuple[str, ...]:
    met = {True: " (met)", False: " (NOT met)", None: ""}[figure.met]
    return (
        f"  {figure.name}",
        figure.note if figure.value is None else number(figure.value),
        "" if figure.value is None else figure.unit,
        "" if figure.ratio is None else f"x {number(figure.ratio)}",
        figure.peer if figure.ratio is not None else "",
        f"{figure.goal}{met}" if figure.goal else "",
    )


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def number(value: float) -> str:
    """Format a number with three significant digits."""
    if abs(value) >= 100:  # noqa: PLR2004 - from here on no decimals are needed
        return f"{value:,.0f}"
    return f"{value:.3g}"
