"""Sealing of single fields, and the keyed index by which they are found again."""

import hashlib
import hmac
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.core.errors import StorageError
from storage.encryption.key_file_watch import KeyFileWatch
from storage.encryption.keyring import Keyring

INDEX_BYTES = 16
"""Of HMAC-SHA256. Any two of 2**40 values meet with a chance of 2**-49; 32 would double the index."""

_NONCE_BYTES = 12
_TAG_BYTES = 16
# What a platform sends as JSON may hold half a surrogate pair: it must come back as it was, not fail.
_CODING = ("utf-8", "surrogatepass")


class VaultError(StorageError):
    """A sealed field cannot be opened: another key or place, or changed bytes. Says nothing of contents."""


class Vault:
    """What seals and opens the fields of rows, with the keys of a keyring.

    A sealed field is one byte of key id, 12 of nonce, then AES-GCM's ciphertext and 16 bytes of tag. Table,
    column and row are authenticated with it, so that it opens nowhere else. Its length tells the text's
    length.
    """

    def __init__(self, keyring: Keyring, watch: KeyFileWatch | None = None) -> None:
        """Use these keys. `watch`: tells of those that a rotation puts in their place; None: these stay."""
        self._watch = watch
        self._index_key = keyring.index
        self._take(keyring)

    @property
    def current(self) -> int:
        """The id of the key that new seals use."""
        return self._current

    def follow(self, *, at_once: bool = False) -> None:
        """Take over the keys of a key file that was replaced meanwhile. `at_once`: as of KeyFileWatch.newer."""
        newer = self._watch.newer(at_once=at_once) if self._watch is not None else None
        if newer is not None:
            self._take(newer)

    def _take(self, keyring: Keyring) -> None:
        # The ciphers first: another thread seals meanwhile.
        self._ciphers = {number: AESGCM(key) for number, key in keyring.data.items()}
        self._current = keyring.current

    def seal(self, table: str, column: str, row: int, value: str) -> bytes:
        """Seal `value` for this one place."""
        self.follow()
        return self._sealed(_place(table, column, row), value.encode(*_CODING))

    def sealed_anew(self, table: str, column: str, row: int, blob: bytes) -> bytes:
        """Return the same sealed with the current key. Raises VaultError."""
        place = _place(table, column, row)
        return self._sealed(place, self._opened(table, column, place, blob))

    def _sealed(self, place: bytes, value: bytes) -> bytes:
        number, ciphers, nonce = self._current, self._ciphers, os.urandom(_NONCE_BYTES)
        return bytes((number,)) + nonce + ciphers[number].encrypt(nonce, value, place)

    def open(self, table: str, column: str, row: int, blob: bytes) -> str:
        """Return the text that was sealed for this place. Raises VaultError."""
        return self._opened(table, column, _place(table, column, row), blob).decode(*_CODING)

    def _opened(self, table: str, column: str, place: bytes, blob: bytes) -> bytes:
        if len(blob) < 1 + _NONCE_BYTES + _TAG_BYTES:
            raise VaultError(f"{table}.{column}: the sealed field is cut short")
        if blob[0] not in self._ciphers:
            self.follow(at_once=True)
        cipher = self._ciphers.get(blob[0])
        if cipher is None:
            raise VaultError(f"{table}.{column}: sealed with a key that this key file does not hold")
        nonce, sealed = blob[1 : 1 + _NONCE_BYTES], blob[1 + _NONCE_BYTES :]
        try:
            return cipher.decrypt(nonce, sealed, place)
        except InvalidTag:
            raise VaultError(f"{table}.{column}: the sealed field does not fit its key or its place") from None

    def seal_json(self, table: str, column: str, row: int, value: Any) -> bytes:
        """Seal a JSON value. Raises TypeError or ValueError for what JSON cannot hold (NaN too)."""
        return self.seal(table, column, row, json.dumps(value, separators=(",", ":"), allow_nan=False))

    def open_json(self, table: str, column: str, row: int, blob: bytes) -> Any:
        """Return the JSON value that was sealed for this place; tuples come back as lists. Raises VaultError."""
        try:
            return json.loads(self.open(table, column, row, blob))
        except json.JSONDecodeError:
            raise VaultError(f"{table}.{column}: the sealed field holds no JSON") from None

    def index(self, domain: str, value: str) -> bytes:
        """Return the 16 bytes by which `value` is found: equal for equal domain and value, telling nothing of them.

        `domain` says what sort of value it is ("contact.address"): equal values of two domains do not match.
        The value is taken as it is: bring it to one form before (E.164, stripped).
        """
        name = domain.encode()
        message = len(name).to_bytes(2, "big") + name + value.encode(*_CODING)
        return hmac.digest(self._index_key, message, hashlib.sha256)[:INDEX_BYTES]


def _place(table: str, column: str, row: int) -> bytes:
    return f"{table}.{column}.{row}".encode()
