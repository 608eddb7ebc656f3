"""A new file that only its owner can read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bot.settings.settings import SettingsError


def check_new_file(path: Path, option: str) -> None:
    """See whether new_private_file() could make this one; nothing stays of it. Raises SettingsError where not."""
    with new_private_file(path, option):
        pass
    path.unlink()


@contextmanager
def new_private_file(path: Path, option: str) -> Iterator[BinaryIO]:
    """Make a file of mode 0600; when the block raises it is gone.

    Raises SettingsError where there is one of that name, or none can be made.
    """
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SettingsError(option, "is there already", "delete it, or name another file") from None
    except OSError as error:
        raise SettingsError(option, "cannot be written", error.strerror or "name another file") from None
    try:
        with os.fdopen(number, "wb") as file:
            yield file
    except BaseException:
        path.unlink(missing_ok=True)
        raise
