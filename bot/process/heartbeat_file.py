"""The heartbeat: an empty file in the data folder, whose time says when the event loop last turned.

Nothing heavy is imported here: `rebato health` runs twice a minute for as long as the bot does.
"""

import os
from pathlib import Path

from storage.encryption.private_files import make_file, make_folder

ALIVE_FILE = "run.alive"
RECEIVER_FILE = "receive.alive"
EVERY = 15.0
"""Seconds from one renewal to the next."""
FRESH = 60.0
"""Seconds. A sign younger than this is believed: three renewals may come late or not at all."""


class HeartbeatFile:
    """A program's heartbeat: renewed by itself, looked at by others.

    Times are seconds since 1970 of the wall clock, and not those of bot.process.clock, which is ahead once the wall
    was set back: two processes share the wall only.
    """

    def __init__(self, folder: Path, file: str = ALIVE_FILE) -> None:
        """Name the file. `folder`: REBATO_DATA. `file`: whose sign, the bot's or the receiver's."""
        self._path = folder / file

    def renew(self, moment: float) -> None:
        """Write down that the program lives at this moment (seconds since 1970). Raises OSError."""
        # DATABASE_URL may have put everything else elsewhere, so that nobody has made the folder yet.
        make_folder(self._path.parent)
        make_file(self._path)
        os.utime(self._path, (moment, moment))

    def age(self, moment: float) -> float | None:
        """Return the seconds since the last renewal, below zero where the clock went back since; None without a sign.

        Raises OSError where nobody can tell.
        """
        try:
            return moment - self._path.stat().st_mtime
        except (FileNotFoundError, NotADirectoryError):
            return None

    def remove(self) -> None:
        """Take the sign away: the program ends on purpose. Raises OSError."""
        self._path.unlink(missing_ok=True)
