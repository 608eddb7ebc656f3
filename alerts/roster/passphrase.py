"""The passphrase of a list: digits, which read the same aloud in every language, and are typed on any phone."""

import secrets

_DIGITS = 24
"""10**24 is 79.7 bits: whoever has the file alone tries for longer than the list is of use."""
_GROUP = 4


def new_passphrase() -> str:
    """Make fresh random digits."""
    return "".join(secrets.choice("0123456789") for _ in range(_DIGITS))


def spoken(passphrase: str) -> str:
    """Write it in groups, as it is read aloud: "4821 9930 …"; it is typed without the spaces."""
    return " ".join(passphrase[start : start + _GROUP] for start in range(0, len(passphrase), _GROUP))
