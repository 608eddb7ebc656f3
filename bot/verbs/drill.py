"""`rebato drill`: the story, played against loopback servers."""

import argparse
import asyncio

from bot.drill.play import play


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--play", action="store_true", help="print the whole story as a transcript")


def run(arguments: argparse.Namespace) -> int:
    """0 only if everybody in the story heard what they should and nobody else did."""
    if not arguments.play:
        print("The page of phones is still to come; `rebato drill --play` plays the whole story here and now.")
        return 0
    return asyncio.run(play())
