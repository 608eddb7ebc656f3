"""Things that must never be readable in a file, in every form in which they could stand there."""

import json
import struct
import uuid
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from storage.encryption.keyring import Keyring
from storage.encryption.vault import Vault

Canary: TypeAlias = str | float


class LeakyVault(Vault):
    """A vault that forgets to seal some fields; each bears its column's name, to be told from others."""

    def __init__(self, keyring: Keyring, leaks: frozenset[str]) -> None:
        """`leaks`: names of columns, "report.words"."""
        super().__init__(keyring)
        self._leaks = leaks

    def seal(self, table: str, column: str, row: int, value: str) -> bytes:
        if f"{table}.{column}" in self._leaks:
            return mark(f"{table}.{column}") + value.encode("utf-8", "surrogatepass")
        return super().seal(table, column, row, value)

    def open(self, table: str, column: str, row: int, blob: bytes) -> str:
        if f"{table}.{column}" in self._leaks:
            return blob.removeprefix(mark(f"{table}.{column}")).decode("utf-8", "surrogatepass")
        return super().open(table, column, row, blob)


def mark(column: str) -> bytes:
    """What stands before each field of this column that was not sealed."""
    return f"<<<{column}>>>".encode()


def leaked(data: bytes, column: str) -> bytes:
    """What stands in the file of this column's fields, roughly."""
    return b"\n".join(piece.partition(b"<<<")[0][:4000] for piece in data.split(mark(column))[1:])


def spelled(canary: str) -> set[bytes]:
    """As text, in lower case."""
    low = canary.lower()
    texts = {low.encode(), low.encode("latin-1"), json.dumps(low)[1:-1].encode()}
    with suppress(ValueError):
        texts.add(uuid.UUID(canary).hex.encode())
    return texts


def packed(canary: Canary) -> set[bytes]:
    """As numbers of a database."""
    if isinstance(canary, float):
        return {struct.pack(">d", canary), struct.pack("<d", canary)}
    digits = canary.lstrip("+-")
    if digits.isdecimal():
        number = int(digits)
        return {number.to_bytes((number.bit_length() + 7) // 8, "big")}
    try:
        return {uuid.UUID(canary).bytes}
    except ValueError:
        return set()


def found(data: bytes, canaries: set[Canary]) -> set[Canary]:
    """Which of them stand in these bytes."""
    low = data.lower()
    # UTF-16 of either order, without its zeros, reads as Latin-1.
    text = low + low.replace(b"\0", b"")
    return {
        canary
        for canary in canaries
        if any(form in text for form in spelled(str(canary))) or any(form in data for form in packed(canary))
    }


def bytes_of(path: Path) -> bytes:
    """The database's files, as somebody who takes the disk has them."""
    files = [path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")]
    return b"\n".join(file.read_bytes() for file in files if file.exists())
