"""`rebato run`: the bot itself."""

import argparse
import asyncio
from typing import TYPE_CHECKING

from bot.logs import setup
from bot.process.clock import Clock
from bot.process.gc_freeze import gc_paused_then_frozen
from bot.settings.settings import load
from storage.database.run_lock import RunLock
from storage.database.url import SqliteFile

if TYPE_CHECKING:
    from bot.runner import MakeApp


def options(parser: argparse.ArgumentParser) -> None:
    """Add no options: everything is a setting."""
    del parser


def run(arguments: argparse.Namespace, *, app: "MakeApp | None" = None) -> int:
    """Run the bot until SIGTERM or Ctrl-C. `app`: the crash harness gives one without the platforms' limits."""
    del arguments
    settings = load(need_transport=False)
    if isinstance(settings.database, SqliteFile) and not settings.database.path.exists():
        # Nothing was begun yet: whoever begins needs Telegram or Signal. Later, lines may stand in the database alone.
        settings = load()
    with RunLock(settings.run_folder):
        # Whoever ran before has sent its last: the limits count from here, while the rest of the program is loaded.
        clock = Clock()
        # Not before: this takes longer to load than all above, and counts towards the limits' wait.
        with gc_paused_then_frozen():
            from bot.runner import running

        with setup.set_up(settings.log_level):
            asyncio.run(running(settings, clock, *([app] if app else [])))
    return 0
