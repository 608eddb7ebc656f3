"""`rebato receive`: keeps what Signal's bridge posts, beside a running bot and while there is none."""

import argparse
import asyncio

from bot.logs import setup
from bot.process.clock import Clock
from bot.receiver.program import receiving
from bot.settings.settings import load
from storage.database.run_lock import RECEIVER_LOCK, RunLock


def options(parser: argparse.ArgumentParser) -> None:
    """Add no options: everything is a setting."""
    del parser


def run(arguments: argparse.Namespace) -> int:
    """Run the receiver until SIGTERM or Ctrl-C."""
    del arguments
    settings = load(need_transport=False)
    with RunLock(settings.run_folder, RECEIVER_LOCK), setup.set_up(settings.log_level):
        asyncio.run(receiving(settings, Clock()))
    return 0
