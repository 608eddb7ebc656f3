"""An account before or in a Telegram group of responders that has no place there, as far as the bot knows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AccountStanding(StrEnum):
    """What there is between a group and an account. The names lie in running databases: none is ever changed."""

    ASKS = "asks"
    """It asks to be let in, and Telegram waits for our answer."""
    ASKS_AGAIN = "asks_again"
    """The same, within a day of a refusal: it is answered, and nobody is told."""
    REFUSED = "refused"
    """It asked and was refused: its owner and the coordinators hear of that once a day."""
    TOLD = "told"
    """It is inside, and the coordinators were told."""
    STAYS = "stays"
    """It is inside, and a coordinator said that it may be: nobody is told again."""
    OUT = "out"
    """It is to be taken out."""


@dataclass(frozen=True, kw_only=True)
class GroupAccount:
    """One account and one group. Its name is never kept."""

    id: int
    group_id: int
    address: str
    """Empty once nothing is to be done with it."""
    standing: AccountStanding
    since: datetime
    contact_id: int | None = None
    """Whose it is; None: nobody whom we know."""
