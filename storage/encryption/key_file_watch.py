"""The key file while the program runs: `rebato rotate-key` replaces it."""

import time
from collections.abc import Callable
from pathlib import Path

import structlog

from storage.encryption.keyring import KEY_FILE, Keyring, KeyringError

log = structlog.get_logger()

LOOK_EVERY = 1.0
"""Seconds after which whoever seals has seen a new key file: so long a rotation waits before it counts."""


class KeyFileWatch:
    """What notices that the key file was replaced; one that is missing or damaged changes nothing."""

    def __init__(self, folder: Path, secret: str | None, seconds: Callable[[], float] = time.monotonic) -> None:
        """Watch the file as it is now. `secret`: REBATO_KEY, None for the file beside it. `seconds`: only grows."""
        self._folder = folder
        self._secret = secret
        self._seconds = seconds
        self._seen = self._signature()
        self._next_look = seconds() + LOOK_EVERY

    def newer(self, *, at_once: bool = False) -> Keyring | None:
        """Return the keys of a file that was replaced since the last look; None where it was not.

        Looks once a second at most, unless `at_once`; blocks for a tenth of a second where it finds something.
        """
        now = self._seconds()
        if now < self._next_look and not at_once:
            return None
        self._next_look = now + LOOK_EVERY
        signature = self._signature()
        if signature is None or signature == self._seen:
            return None
        try:
            keyring = Keyring.open(self._folder, self._secret)
        except KeyringError:
            log.exception("keys.not_taken")
            return None
        self._seen = signature
        return keyring

    def _signature(self) -> tuple[int, int, int] | None:
        try:
            found = (self._folder / KEY_FILE).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size
