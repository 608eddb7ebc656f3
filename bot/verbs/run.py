"""`rebato run`: the bot itself."""

import argparse
import asyncio
import signal

from bot import logs
from bot.app import App
from bot.clock import Clock
from bot.config import Settings, load
from bot.opening import open_network
from storage.run_lock import RunLock


def options(parser: argparse.ArgumentParser) -> None:
    """It takes none: everything is a setting."""
    del parser


def run(arguments: argparse.Namespace, *, app: type[App] = App) -> int:
    """Until SIGTERM or Ctrl-C. `app`: the crash harness runs it without the platforms' limits."""
    del arguments
    settings = load()
    with RunLock(settings.database.path.parent), logs.set_up(settings.log_level):
        asyncio.run(_running(settings, app))
    return 0


async def _running(settings: Settings, app: type[App]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    logs.guard_loop(loop)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with open_network(settings) as opened:
        await app(settings, opened, Clock()).run(stop)
