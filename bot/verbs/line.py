"""`rebato line add|list|retire`: the network's bot accounts and Signal numbers, beside a running bot too."""

import argparse
import asyncio
import getpass
import json
import sys
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from alerts.lines.line import Line
from bot.logs import setup
from bot.network.line_check import check_signal
from bot.network.line_roster import LineRoster
from bot.network.open import open_network
from bot.process.clock import Clock
from bot.settings.settings import SettingsError, load
from bot.verbs.table import print_table

T = TypeVar("T")

ADD = (
    "Each line sends at its own pace: with two bots an alert is over in half the time. Newcomers are spread over them."
)
RETIRE = (
    "Newcomers go to other lines from now on, and its people are asked to write there; it serves them until they do."
)
_COLUMNS = ("line", "where", "name", "people", "state")


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato line add`, `list` and `retire`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="add|list|retire")
    add = actions.add_parser("add", help="one more bot account or Signal number", description=ADD)
    add.add_argument("transport", choices=["telegram", "signal"])
    add.add_argument("number", nargs="?", help="signal: the number, registered with signal-cli-rest-api already")
    add.add_argument("--token-file", type=Path, metavar="FILE", help="telegram: the file that holds the bot's token")
    listing = actions.add_parser("list", help="every line, and how many people are on it")
    listing.add_argument("--json", action="store_true", help="print one JSON array")
    retire = actions.add_parser("retire", help="ask a line's people to move to another one", description=RETIRE)
    retire.add_argument("line", type=int, help="its number, as `rebato line list` shows it")
    retire.add_argument("--now", action="store_true", help="serve nobody there from this moment on")


def run(arguments: argparse.Namespace) -> int:
    """Add, list or retire lines, as the operator asked."""
    actions: dict[str, Callable[[argparse.Namespace], None]] = {"add": _add, "list": _list, "retire": _retire}
    actions[arguments.action](arguments)
    return 0


def _add(arguments: argparse.Namespace) -> None:
    if arguments.transport == "telegram":
        token = _token(arguments.token_file)
        line = _on_roster(lambda roster: roster.add_telegram(token))
    else:
        if arguments.number is None:
            raise SettingsError("the number", "is missing", "write it as in: rebato line add signal +14135550100")
        line = _on_roster(lambda roster: roster.add_signal(arguments.number))
        print(asyncio.run(check_signal(line.name, load(need_transport=False))).told)
    print(f"Line {line.id}: {line.name} on {line.transport}. A bot that runs takes it up within a few seconds.")


def _list(arguments: argparse.Namespace) -> None:
    lines, idle = _on_roster(_all)
    if arguments.json:
        print(json.dumps([_as_json(line) | {"settings_gone": line.id in idle} for line in lines]))
        return
    print_table(_COLUMNS, [_row(line, gone=line.id in idle) for line in lines])
    if idle:
        print("A line whose settings are gone is worked by nobody, and no invitation names it. Put its token, or")
        print("SIGNAL_SERVICE, back; or `rebato line add` it, or close it: rebato line retire NUMBER --now")


async def _all(roster: LineRoster) -> tuple[list[Line], frozenset[int]]:
    return await roster.all(), await roster.idle()


def _retire(arguments: argparse.Namespace) -> None:
    number = arguments.line
    if arguments.now:
        left = _on_roster(lambda roster: roster.close(number))
        print(
            f"Line {number} is closed. People whom no other line reaches: {left}. A running bot hangs up in a moment."
        )
    else:
        asked = _on_roster(lambda roster: roster.retire(number))
        print(f"Line {number} takes no newcomers any more. Asked to write to another line: {asked}.")
        print(f"When few are left (rebato line list), close it: rebato line retire {number} --now")


def _on_roster(action: Callable[[LineRoster], Awaitable[T]]) -> T:
    settings, clock = load(need_transport=False), Clock()

    async def done() -> T:
        async with open_network(settings) as opened:
            return await action(LineRoster(settings, opened, clock))

    with setup.set_up("WARNING"):
        return asyncio.run(done())


def _token(file: Path | None) -> str:
    """Read the bot's token from a file, a prompt or a pipe; never from the command line, which others can see."""
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise SettingsError("--token-file", "names no file that can be read", "check the path and owner") from None
    if sys.stdin.isatty():
        return getpass.getpass("The token that @BotFather gave you: ").strip()
    return sys.stdin.readline().strip()


def _as_json(line: Line) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(line).items()}


def _row(line: Line, *, gone: bool) -> tuple[str, ...]:
    state = "closed" if line.closed_at else "settings gone" if gone else "retired" if line.retired_at else "open"
    return str(line.id), line.transport, line.name or "-", str(line.people), state
