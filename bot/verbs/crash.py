"""`rebato crash`: what a bot that is killed at random moments loses, and what it says twice."""

import argparse
import asyncio
import json
import secrets
import signal
import sys

from bot.crash.crash_report import CrashReport, heading
from bot.crash.evidence import Evidence
from bot.crash.series import SeriesPlan
from bot.crash.series import run as run_series
from bot.drill.program import ProgramError

SEEDS = 1_000_000
NOT_RUN = 2


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato crash`."""
    parser.add_argument("--kills", type=_positive, default=10, help="how often it is killed; default: 10")
    parser.add_argument("--seed", type=int, help="draws the same moments again; default: any")
    parser.add_argument("--people", type=_positive, default=300, help="how many hear each alert; default: 300")
    parser.add_argument(
        "--database", metavar="URL", help="DATABASE_URL of an empty database; default: a file of its own"
    )
    parser.add_argument("--receiver", action="store_true", help="run `rebato receive` too: nothing may be lost then")
    parser.add_argument("--standby", action="store_true", help="a second instance stands by and takes over")
    parser.add_argument("--freeze", action="store_true", help="the same, but the first is frozen for a while")
    parser.add_argument("--kill-receiver", action="store_true", help="and kill it too, now and then")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Run the series and print its report; return 0 if every goal holds, 1 if not, 2 if it did not run to its end."""
    seed = secrets.randbelow(SEEDS) if arguments.seed is None else arguments.seed
    plan = SeriesPlan(
        kills=arguments.kills,
        seed=seed,
        people=arguments.people,
        database=arguments.database,
        receiver=arguments.receiver or arguments.kill_receiver,
        receiver_dies=arguments.kill_receiver,
        instances=2 if arguments.standby or arguments.freeze else 1,
        freeze=arguments.freeze,
    )
    if plan.instances > 1 and not str(plan.database).startswith("postgres"):
        print("rebato: --standby and --freeze need --database postgresql://…: a file has one instance", file=sys.stderr)
        return NOT_RUN
    report = CrashReport(plan)
    try:
        asyncio.run(_series(report, as_json=arguments.json))
    except (ProgramError, TimeoutError) as error:
        print(f"rebato: the series ended early: {str(error) or 'the bot did not start in time'}", file=sys.stderr)
        return NOT_RUN
    if arguments.json:
        print(json.dumps(report.as_json()))
    else:
        print("\n".join(["", *report.summary()]))
    return 0 if report.held else 1


async def _series(report: CrashReport, *, as_json: bool) -> None:
    """Run the rounds; SIGTERM ends them as Ctrl-C does, so that no bot is left behind."""
    task = asyncio.ensure_future(run_series(report.plan, lambda evidence: _tell(report, evidence, as_json=as_json)))
    for number in (signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    if not as_json:
        print(f"Seed {report.plan.seed}: {report.plan.kills} kills, {report.plan.people} people.\n", flush=True)
        print("\n".join(heading()), flush=True)
    try:
        await task
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


def _tell(report: CrashReport, evidence: Evidence, *, as_json: bool) -> None:
    report.add(evidence)
    if not as_json:
        print(report.row(), flush=True)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("give a whole number above 0")
    return int(text)
