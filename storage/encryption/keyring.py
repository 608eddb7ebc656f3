"""The keys: random ones in a key file, each wrapped by a key that is derived from REBATO_KEY."""

import base64
import binascii
import dataclasses
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from storage.core.errors import StorageError
from storage.encryption.private_files import make_folder, replace, write_new

KEY_FILE = "keys.json"
MASTER_FILE = "rebato.key"
SHORTEST_SECRET = 16
"""Characters. scrypt slows guessing down; a secret shorter than this would fall all the same."""

_KEY_BYTES = 32
_KEY_IDS = 256
_NONCE_BYTES = 12
_SALT_BYTES = 16
# 32 MiB and about 0.1 s once a start (RFC 7914 names r=8, p=1; n is OWASP's for 32 MiB).
_SCRYPT = {"n": 2**15, "r": 8, "p": 1}
_SCRYPT_MOST = {"n": 2**18, "r": 16, "p": 4}


class KeyringError(StorageError):
    """The keys cannot be made or opened."""


@dataclass(frozen=True, kw_only=True)
class Keyring:
    """The random keys, unwrapped, in memory only. Its repr shows none of them."""

    data: Mapping[int, bytes] = field(repr=False)
    """Key id (0-255) to key of 32 bytes, for sealing fields; old ids stay until all is sealed anew."""
    current: int
    """The id that new seals use."""
    index: bytes = field(repr=False)
    """32 bytes for the keyed index."""
    file: bytes = field(repr=False)
    """32 bytes: SQLCipher's raw key of the database file."""

    @classmethod
    def generate(cls) -> "Keyring":
        """Make new random keys, stored nowhere: what is sealed with them is lost with this object."""
        return cls(data={1: _random_key()}, current=1, index=_random_key(), file=_random_key())

    @classmethod
    def create(cls, folder: Path, secret: str | None) -> "Keyring":
        """Make the key file in `folder`, wrapped by `secret`, else by a random one written beside it.

        Raises KeyringError where there is one already: replacing it would make everything kept unreadable.
        """
        path = folder / KEY_FILE
        if path.exists():
            raise _exists()
        try:
            make_folder(folder)
            master = _checked(secret) if secret is not None else _local_master(folder)
            keyring = cls.generate()
            write_new(path, _wrapped(keyring, master))
        except FileExistsError:
            raise _exists() from None
        except OSError:
            raise KeyringError("REBATO_KEYS: this folder cannot be written; name one that can") from None
        return keyring

    @classmethod
    def open(cls, folder: Path, secret: str | None) -> "Keyring":
        """Open the key file in `folder`. Raises KeyringError where it is missing or damaged, or the secret is wrong."""
        text = _read(
            folder / KEY_FILE,
            "REBATO_KEYS: no key file there; run `rebato init`, or name the folder that holds keys.json",
        )
        return _unwrapped(text, _master(folder, secret))

    def save(self, folder: Path, secret: str | None) -> None:
        """Write the key file in `folder` anew, in place of the one that is there. Raises KeyringError."""
        try:
            replace(folder / KEY_FILE, _wrapped(self, _master(folder, secret)))
        except OSError:
            raise KeyringError("REBATO_KEYS: this folder cannot be written; the key file is as it was") from None

    def with_new_key(self) -> "Keyring":
        """Return the same keys and one more, which new seals use. Raises KeyringError where no id is free."""
        number = next((one for one in range(1, _KEY_IDS) if one not in self.data), None)
        if number is None:
            raise KeyringError("REBATO_KEYS: the key file holds as many keys as it can")
        return dataclasses.replace(self, data={**self.data, number: _random_key()}, current=number)

    def without_old_keys(self) -> "Keyring":
        """Return the same without the keys that only open: what was not sealed anew is lost."""
        return dataclasses.replace(self, data={self.current: self.data[self.current]})


def _random_key() -> bytes:
    return secrets.token_bytes(_KEY_BYTES)


def _exists() -> KeyringError:
    return KeyringError("REBATO_KEYS: a key file is there already and is not replaced; name another folder")


def _damaged() -> KeyringError:
    return KeyringError("REBATO_KEYS: the key file is damaged; put your copy of keys.json back")


def _checked(secret: str) -> str:
    if len(secret) < SHORTEST_SECRET:
        raise KeyringError(f"REBATO_KEY is too short; give at least {SHORTEST_SECRET} characters")
    return secret


def _master(folder: Path, secret: str | None) -> str:
    """Return the secret that wraps the keys: the one given, else the one in the file beside them."""
    if secret is None:
        secret = _read(
            folder / MASTER_FILE,
            "REBATO_KEY is not set and REBATO_KEYS holds no rebato.key; set it, or put that file back",
        ).strip()
    return _checked(secret)


def _local_master(folder: Path) -> str:
    """Return the master secret beside the key file; make it unless an earlier `create` got as far as writing it."""
    path = folder / MASTER_FILE
    if not path.exists():
        write_new(path, f"{secrets.token_urlsafe(_KEY_BYTES)}\n".encode())
    return _checked(path.read_text(encoding="utf-8").strip())


def _read(path: Path, missing: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KeyringError(missing) from None
    except (OSError, UnicodeDecodeError):
        raise KeyringError(
            f"REBATO_KEYS: {path.name} cannot be read; check its owner and mode, or put your copy back"
        ) from None


def _derived(secret: str, salt: bytes, cost: Mapping[str, int]) -> AESGCM:
    kdf = Scrypt(salt=salt, length=_KEY_BYTES, n=cost["n"], r=cost["r"], p=cost["p"])
    return AESGCM(kdf.derive(secret.encode("utf-8", "surrogatepass")))


def _label(name: str, current: int) -> bytes:
    # Binds a wrapped key to its place, and the number of the current key to all of them.
    return f"rebato.keys.1.{current}.{name}".encode()


def _wrapped(keyring: Keyring, secret: str) -> bytes:
    salt = os.urandom(_SALT_BYTES)
    wrapping = _derived(secret, salt, _SCRYPT)

    def wrap(name: str, key: bytes) -> str:
        nonce = os.urandom(_NONCE_BYTES)
        return _text(nonce + wrapping.encrypt(nonce, key, _label(name, keyring.current)))

    content = {
        "version": 1,
        "scrypt": {**_SCRYPT, "salt": _text(salt)},
        "current": keyring.current,
        "data": {str(number): wrap(f"data.{number}", key) for number, key in keyring.data.items()},
        "index": wrap("index", keyring.index),
        "file": wrap("file", keyring.file),
    }
    return f"{json.dumps(content, indent=2)}\n".encode()


def _unwrapped(text: str, secret: str) -> Keyring:
    try:
        content: dict[str, Any] = json.loads(text)
        current = int(content["current"])
        cost = {name: int(content["scrypt"][name]) for name in _SCRYPT}
        if content["version"] != 1 or any(cost[name] > most for name, most in _SCRYPT_MOST.items()):
            raise _damaged()
        wrapping = _derived(secret, _bytes(content["scrypt"]["salt"]), cost)

        def unwrap(name: str, wrapped: str) -> bytes:
            blob = _bytes(wrapped)
            return wrapping.decrypt(blob[:_NONCE_BYTES], blob[_NONCE_BYTES:], _label(name, current))

        keyring = Keyring(
            data={int(number): unwrap(f"data.{number}", key) for number, key in content["data"].items()},
            current=current,
            index=unwrap("index", content["index"]),
            file=unwrap("file", content["file"]),
        )
    except InvalidTag:
        raise KeyringError(
            "REBATO_KEY does not open the key file; give the one it was made with, or restore keys.json"
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        raise _damaged() from None
    if keyring.current not in keyring.data:
        raise _damaged()
    return keyring


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
