"""Files and folders that only their owner may read, written whole or not at all."""

import os
import secrets
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def make_folder(folder: Path) -> None:
    """Make the folder, for the owner only. One that is there keeps its mode: it may be shared on purpose."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(folder.name) from None


def make_file(path: Path) -> None:
    """Make an empty file for the owner only, or take everybody else's rights from the one that is there."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE)
    os.close(descriptor)
    path.chmod(FILE_MODE)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet: after a crash it is there whole, or not at all.

    Raises FileExistsError and leaves the old one as it was.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        _write(draft, content)
        _name_new(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(path.parent)


def replace(path: Path, content: bytes) -> None:
    """Write a file in place of the one that is there: after a crash it is the old one whole, or the new one."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        _write(draft, content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)


def _name_new(draft: Path, path: Path) -> None:
    # A link, unlike a rename, never replaces what another process has put there meanwhile.
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no links; the window between look and rename is all that is lost.
        if path.exists():
            raise FileExistsError(path.name) from None
        draft.rename(path)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows cannot open a folder, and needs no such thing.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
