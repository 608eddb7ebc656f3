"""`rebato drill`: the story, played against loopback servers."""

import argparse
import asyncio
import signal

from bot.drill.page import launch
from bot.drill.play import play

HIGHEST_PORT = 65535


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato drill`."""
    parser.add_argument("--play", action="store_true", help="print the whole story as a transcript instead")
    parser.add_argument("--port", type=_port, default=0, help="where the page listens on 127.0.0.1; default: any free")
    parser.add_argument("--no-browser", action="store_true", help="only print the page's address")


def run(arguments: argparse.Namespace) -> int:
    """Serve the page until stopped; with --play print the story, and return 0 only if the right people heard it."""
    if arguments.play:
        return asyncio.run(play())
    return asyncio.run(_page(arguments.port, browser=not arguments.no_browser))


async def _page(port: int, *, browser: bool) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with launch.serve(port) as server:
        print("A drill: everybody in it is invented, and nothing leaves this computer.", flush=True)
        print(f"The page:  {server.address}", flush=True)
        print("Ctrl-C ends it.", flush=True)
        if browser:
            await launch.open_browser(server.address)
        await stop.wait()
    return 0


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > HIGHEST_PORT:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)
