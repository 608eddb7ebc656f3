"""`rebato health`: whether the bot (or the receiver) that runs on this data folder is alive.

Who asks (Docker's HEALTHCHECK, a supervisor, a person at night) starts the bot anew where the answer is no. So it
asks for what a new start can mend, and for nothing else: that the process is there and its event loop turns. A
platform that is away is no reason: a bot that starts anew does not bring Signal back, but loses the minutes in which
it would have spoken on Telegram; couriers and transports try again by themselves, and say so in the log.

It reads one file's time: no database, no key, no network, nothing written. It loads nothing of the program either;
that would take longer than the answer.
"""

import argparse
import os
import sys
import time
from pathlib import Path
from typing import NamedTuple

from dotenv import dotenv_values

from bot.process.heartbeat_file import ALIVE_FILE, FRESH, RECEIVER_FILE, HeartbeatFile
from bot.process.objected_settings_file import ObjectedSettingsFile

UNWELL = 1
"""The only exit code besides 0: Docker keeps all above it for itself."""


class HealthTarget(NamedTuple):
    """A program that can be asked for: its name, the verb that starts it, the file of its heartbeat."""

    name: str
    verb: str
    file: str


BOT = HealthTarget("bot", "run", ALIVE_FILE)
RECEIVER = HealthTarget("receiver", "receive", RECEIVER_FILE)


def options(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rebato health`."""
    parser.add_argument("--receiver", action="store_true", help="ask for `rebato receive` instead")


def run(arguments: argparse.Namespace) -> int:
    """Print that it is alive and return 0, or print in one line what is wrong and return 1."""
    target = RECEIVER if arguments.receiver else BOT
    try:
        folder = data_folder()
    except (OSError, ValueError, RuntimeError):
        complaint: str | None = "REBATO_DATA or .env cannot be read: check the owner and mode of .env, and the path"
    else:
        complaint = trouble(folder, time.time(), target)
    if complaint is not None:
        print(f"rebato: {complaint}", file=sys.stderr)
        return UNWELL
    print("alive")
    for variable in ObjectedSettingsFile(folder).read() if target is BOT else ():
        print(f"the committee objects to {variable}: the value before holds until it says otherwise; talk with them")
    return 0


def trouble(folder: Path, moment: float, target: HealthTarget = BOT) -> str | None:
    """Return what is wrong and what to do; None where all is well. `moment`: seconds since 1970 (wall clock)."""
    name = target.name
    try:
        age = HeartbeatFile(folder, target.file).age(moment)
    except OSError:
        return f"REBATO_DATA: this folder cannot be read; ask as the user that the {name} runs as"
    if age is None:
        return (
            f"REBATO_DATA: no {name} is running on this folder; start it with `rebato {target.verb}`, "
            "or name the other's folder"
        )
    if age >= FRESH:
        return f"the {name} has not moved for {age:.0f} seconds: it hangs or was killed; read its log and start it anew"
    if age <= -FRESH:
        # Until the next renewal this is an honest one on a machine whose clock was just put right.
        return f"the {name} last moved {-age:.0f} seconds from now: the clock went back; if this stays, start it anew"
    return None


def data_folder() -> Path:
    """Return REBATO_DATA as the settings read it, loading none of them. Raises OSError, ValueError, RuntimeError."""
    known = {**dotenv_values(".env", encoding="utf-8"), **os.environ}
    return Path((known.get("REBATO_DATA") or "").strip() or "data").expanduser().resolve()
