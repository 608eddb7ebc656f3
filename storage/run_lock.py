"""One runner per data folder: a lock that the system drops when the process ends, however it ends."""

import errno
import os
import sys
from pathlib import Path
from types import TracebackType

from storage.errors import StorageError
from storage.private_files import FILE_MODE, make_folder

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_FILE = "run.lock"
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class AlreadyRunning(StorageError):
    """Another runner holds the lock."""

    def __init__(self) -> None:
        super().__init__(
            "REBATO_DATA: another `rebato run` uses this data folder; stop it first, or name another folder"
        )


class RunLock:
    """Holds run.lock in the data folder while entered (`with RunLock(folder):`), or from acquire to release.

    The file itself means nothing and stays; what counts is the lock on it.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_FILE
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock at once. Raises AlreadyRunning where somebody has it, StorageError for the rest."""
        if self._descriptor is not None:
            raise AlreadyRunning
        try:
            make_folder(self._path.parent)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, FILE_MODE)
        except OSError:
            raise StorageError("REBATO_DATA: this folder cannot be written; name one that can") from None
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _HELD:
                raise AlreadyRunning from None
            raise StorageError("REBATO_DATA: this file system knows no locks; name a folder on a local disk") from None
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; does nothing where it is not held."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)  # Closing is what unlocks, on every system.

    def __enter__(self) -> "RunLock":
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
