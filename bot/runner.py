"""The program from its settings to its end, once this process alone may run on the data folder."""

import asyncio
import signal
from collections.abc import Callable
from typing import TypeAlias

from bot.app import App
from bot.logs import setup
from bot.network.destruction import DestructionWatch
from bot.network.open import OpenNetwork, open_network
from bot.process.clock import Clock
from bot.settings.settings import Settings

MakeApp: TypeAlias = Callable[[Settings, OpenNetwork, Clock], App]


async def running(settings: Settings, clock: Clock, app: MakeApp = App) -> None:
    """Run the bot until SIGTERM or Ctrl-C. `app`: the crash harness gives one without the platforms' limits."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    setup.guard_loop(loop)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    with DestructionWatch(settings, stop) as watch:
        async with open_network(settings) as opened, watch.over(opened.store):
            await app(settings, opened, clock).run(stop)
