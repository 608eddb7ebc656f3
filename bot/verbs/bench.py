"""`rebato bench`: how fast the program is, beside others in the same run."""

import argparse
import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict

from bot.bench.measured_figure import MeasuredFigure
from bot.bench.suite import NAMES, Sizes, chosen
from bot.bench.table import lines
from bot.logs import setup


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato bench`."""
    parser.add_argument("--only", nargs="+", choices=NAMES, default=[], metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--json", action="store_true", help="print one JSON array")


def run(arguments: argparse.Namespace) -> int:
    """Measure and print the figures; return 0 also where a goal is missed."""
    with setup.set_up("ERROR"):
        figures = asyncio.run(_measured(arguments.only))
    if arguments.json:
        print(json.dumps([asdict(figure) for figure in figures]))
    else:
        print("\n".join(lines(figures)))
    return 0


async def _measured(only: Sequence[str]) -> list[MeasuredFigure]:
    return [figure for measure in chosen(Sizes(), only) for figure in await measure()]
