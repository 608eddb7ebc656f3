"""`rebato bench`: what a message costs."""

import argparse
import asyncio
import json
from dataclasses import asdict

from bot.bench.request_cost import MESSAGES, measure


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--messages", type=int, default=MESSAGES, help="how many are sent each way")
    parser.add_argument("--json", action="store_true", help="print one JSON array")


def run(arguments: argparse.Namespace) -> int:
    """Measure and show."""
    costs = asyncio.run(measure(arguments.messages))
    if arguments.json:
        print(json.dumps([asdict(cost) for cost in costs]))
        return 0
    print(f"CPU a message, {arguments.messages} sent each way to a server on this machine:")
    for cost in costs:
        print(f"  {cost.name:52} {cost.milliseconds:6.2f} ms   x {cost.ratio:.2f}")
    return 0
