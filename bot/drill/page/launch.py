"""Serving the drill's page, and opening it in a browser."""

import asyncio
import os
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.drill.page.restartable_drill import RestartableDrill
from bot.drill.page.web_server import PageServer
from bot.settings.settings import SettingsError


@asynccontextmanager
async def serve(port: int = 0) -> AsyncIterator[PageServer]:
    """Serve a page while entered; the drill behind it is still being set up.

    Raises SettingsError where the port is taken.
    """
    drill = RestartableDrill()
    server = PageServer(drill)
    try:
        try:
            await server.start(port)
        except OSError:
            raise SettingsError("--port", "is taken", "choose another, or leave it out") from None
        yield server
    finally:
        await server.stop()
        await drill.close()


async def open_browser(address: str) -> None:
    """Open the page in the person's browser, where there is a screen: a text browser could take the terminal over."""
    if _has_screen():
        await asyncio.to_thread(webbrowser.open, address)


def _has_screen() -> bool:
    if not sys.stdout.isatty():
        return False
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
