"""`rebato fuzz`: odd inputs through transports, router and storage; what must never follow from one is found."""

import argparse
import asyncio
import json
import secrets
import signal
import sys
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path

from bot.fuzz.finding import Finding
from bot.fuzz.fuzz_report import FuzzReport
from bot.fuzz.input_source import Burst
from bot.fuzz.series import FuzzPlan
from bot.fuzz.series import run as run_series

SEEDS = 1_000_000


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato fuzz`."""
    parser.add_argument("--count", type=_positive, default=2000, help="how many inputs; default: 2000")
    parser.add_argument("--seed", type=int, help="draws the same inputs again; default: any")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the inputs that led to a finding there")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Run the series and print its report; return 0 where nothing was found, 1 where something was."""
    seed = secrets.randbelow(SEEDS) if arguments.seed is None else arguments.seed
    report = FuzzReport(FuzzPlan(count=arguments.count, seed=seed))
    # Kept from here on: the series puts the program's own log in the place of everything that is written to stderr.
    out = sys.stdout

    def tell(burst: Burst, findings: list[Finding]) -> None:
        for one in report.add(burst, findings):
            if not arguments.json:
                print(one.line(seed), file=out, flush=True)

    if not arguments.json:
        print(f"Seed {seed}: {arguments.count} inputs.", flush=True)
    asyncio.run(_until_stopped(run_series(report.plan, tell)))
    if arguments.json:
        print(json.dumps(report.as_json(), indent=1))
    else:
        print("\n".join(["", *report.lines()]))
    if arguments.save is not None and report.inputs:
        arguments.save.write_text(json.dumps(report.inputs, indent=1), encoding="utf-8")
    return 0 if report.held else 1


async def _until_stopped(series: Coroutine[None, None, None]) -> None:
    """Run the series. Ctrl-C, also of one in the background, ends it early: what it found until then is told."""
    task = asyncio.create_task(series)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("give a whole number above 0")
    return int(text)
