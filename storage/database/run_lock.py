"""One runner, one receiver, one rotation a data folder: a lock that the system drops when the process ends."""

import errno
import os
import sys
from pathlib import Path
from types import TracebackType

from storage.core.errors import StorageError
from storage.encryption.private_files import FILE_MODE, make_folder

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_FILE = "run.lock"
RECEIVER_LOCK = "receive.lock"
ROTATION_LOCK = "rotate-key.lock"
_VERBS = {LOCK_FILE: "run", RECEIVER_LOCK: "receive", ROTATION_LOCK: "rotate-key"}
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class AlreadyRunning(StorageError):
    """Another runner, or another receiver, holds the lock."""

    def __init__(self, verb: str = "run") -> None:
        super().__init__(
            f"REBATO_DATA: another `rebato {verb}` uses this data folder; stop it first, or name another folder"
        )


class RunLock:
    """A lock file in the data folder, held while entered (`with RunLock(folder):`), or from acquire to release.

    The file itself means nothing and stays; what counts is the lock on it.
    """

    def __init__(self, folder: Path, file: str = LOCK_FILE) -> None:
        self._path = folder / file
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock at once. Raises AlreadyRunning where somebody has it, StorageError for the rest."""
        if self._descriptor is not None:
            raise self._held()
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
                raise self._held() from None
            raise StorageError("REBATO_DATA: this file system knows no locks; name a folder on a local disk") from None
        self._descriptor = descriptor

    def _held(self) -> AlreadyRunning:
        return AlreadyRunning(_VERBS[self._path.name])

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
