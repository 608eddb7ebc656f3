"""The files of one bot account, as getFile and the file address serve them."""

import hashlib

from bot.drill.telegram.limits import DOWNLOAD
from bot.drill.telegram.refusals import Json, bad


class Files:
    """The files that people and the program uploaded, by file_id."""

    def __init__(self) -> None:
        self._bytes: dict[str, bytes] = {}
        self._paths: dict[str, str] = {}
        self._count = 0

    def keep(self, content: bytes, folder: str, ending: str) -> str:
        """Keep a file; return its file_id."""
        self._count += 1
        file_id = f"AgACAgEAAxkBAAI{self._count:06d}{self.unique(content)}"
        self._bytes[file_id] = content
        self._paths[file_id] = f"{folder}/file_{self._count}.{ending}"
        return file_id

    def lose(self, file_id: str) -> None:
        """Forget a file: from now on it is temporarily unavailable."""
        self._bytes.pop(file_id, None)

    def content(self, file_id: str) -> bytes | None:
        """Return the bytes of a file; None where it is not there any more."""
        return self._bytes.get(file_id)

    def at(self, path: str) -> bytes | None:
        """Return the bytes behind a file_path; None where there are none."""
        file_id = next((key for key, value in self._paths.items() if value == path), None)
        return None if file_id is None else self._bytes.get(file_id)

    def describe(self, file_id: str) -> Json:
        """Make the File object of getFile. Raises what the Bot API says where it cannot be fetched."""
        if not file_id:
            raise bad("file_id not specified")
        content = self._bytes.get(file_id)
        if content is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(content) > DOWNLOAD:
            raise bad("file is too big")
        return {
            "file_id": file_id,
            "file_unique_id": self.unique(content),
            "file_size": len(content),
            "file_path": self._paths[file_id],
        }

    def unique(self, content: bytes) -> str:
        """Make the file_unique_id, which is the same for the same bytes."""
        return hashlib.sha256(content).hexdigest()[:15]
