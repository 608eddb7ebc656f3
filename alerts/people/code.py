"""Codes: an invitation, or the link between two transports of one person."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.people.person import Role

INVITE_LASTS = timedelta(days=14)
LINK_LASTS = timedelta(minutes=10)
VOUCH_LASTS = timedelta(days=1)
"""For a meeting, and those who come to the next one."""

_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""No letter or digit that looks like another, none that spells badly on the phone."""
_LENGTH = 12
"""30**12 is 59 bits: no guessing within ten minutes."""
_SPOKEN_LENGTH = 8
"""30**8 is 39 bits: short enough to be read aloud; whoever guesses is slowed, and only members may try."""
_SPOKEN_PARTS = 2
"""It is shown in two halves."""
_INVITE_LENGTH = 28
"""30**28 is 137 bits, more than the 128 that no computer guesses: a printed one hangs on a wall for weeks."""


@dataclass(frozen=True, kw_only=True)
class Code:
    """A code; only its keyed hash is kept."""

    id: int
    purpose: str
    """"invite", "link", "asked" (a link's code was written, and its owner is asked), or "vouch"."""
    expires_at: datetime
    role: Role | None = None
    town_id: int | None = None
    person_id: int | None = None
    """link, vouch: whose it is; asked: who wrote it. An invitation is nobody's: whoever joins first has used it."""
    uses: int = 1
    """How many people it is for."""
    used: int = 0
    """How many of them have used it."""
    waits: bool = False
    """invite: to the desk, and no second coordinator has said yes."""
    used_at: datetime | None = None
    """When the last of them did; None: somebody still can."""
    made_by_id: int | None = None
    """invite: the coordinator who made it; None: an operator did."""
    made_at: datetime | None = None
    """None: by an older version of the program."""

    @property
    def left(self) -> int:
        """How many people can still use it."""
        return self.uses - self.used

    def good_for(self, person_id: int, now: datetime) -> bool:
        """Say whether this person may still use it."""
        return not self.waits and self.used_at is None and now < self.expires_at and self.person_id in (None, person_id)


def new_words() -> str:
    """Make a fresh random code that is good for minutes."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def new_spoken_words() -> str:
    """Make a fresh random code that is shown or read aloud, and good for a day."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_SPOKEN_LENGTH))


def may_be_spoken_words(words: str) -> bool:
    """Say whether this may be such a code, as typed; a name, say, is none."""
    return len(normal(words)) == _SPOKEN_LENGTH and len(words.split()) <= _SPOKEN_PARTS


def new_invitation_words() -> str:
    """Make a fresh random code that is good for weeks."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_INVITE_LENGTH))


def invitation_words_from(secret: bytes) -> str:
    """Write these secret bytes as an invitation's words: equal ones give the same. Takes 32 bytes, spread evenly."""
    number, letters = int.from_bytes(secret, "big"), []
    for _ in range(_INVITE_LENGTH):
        number, index = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[index])
    return "".join(letters)


def normal(words: str) -> str:
    """Make a code as typed comparable: letters and digits only, in capitals."""
    return "".join(c for c in words.upper() if c.isalnum())[:64]
