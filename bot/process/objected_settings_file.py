"""The names of settings whose change the committee objects to, for `rebato health`: one a line, and nothing else.

Nothing heavy is imported here: `rebato health` runs twice a minute for as long as the bot does.
"""

from collections.abc import Collection
from pathlib import Path

from storage.encryption.private_files import make_folder, replace

HELD_FILE = "settings.held"


class ObjectedSettingsFile:
    """The file in the data folder. Nothing in it is about people."""

    def __init__(self, folder: Path) -> None:
        """Name the file. `folder`: REBATO_DATA."""
        self._path = folder / HELD_FILE

    def write(self, variables: Collection[str]) -> None:
        """Let exactly these stand there; without any there is no file. Raises OSError."""
        if sorted(variables) == self.read():
            return
        if not variables:
            self._path.unlink(missing_ok=True)
            return
        make_folder(self._path.parent)
        replace(self._path, "\n".join(sorted(variables)).encode())

    def read(self) -> list[str]:
        """Return what stands there; nothing where nobody can tell."""
        try:
            return self._path.read_text(encoding="utf-8").split()
        except (OSError, UnicodeDecodeError):
            return []
