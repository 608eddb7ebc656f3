"""What a town may be called."""

import re

from alerts.network.town import Network, Town
from alerts.notices import Text, text

LONGEST = 60
"""Characters of a town's name; it stands in front of messages and on buttons."""
_LINK = re.compile(r"//|\w{3,}\.\w")
_NAME = re.compile(r"[^\W_][\w .,'’()/–-]*")


def tidy(name: str) -> str:
    """Return a name with single spaces, and none around it."""
    return " ".join(name.split())


def wrong_name(network: Network, name: str, but: Town | None = None) -> Text | None:
    """Return why no town can be called so; None where it can. `but`: the town that is to be called so."""
    lettered = _NAME.fullmatch(name) and any(sign.isalpha() for sign in name)
    if not 0 < len(name) <= LONGEST or not lettered or _LINK.search(name):
        return text("towns.bad_name")
    there = next((town for town in network.towns if town != but and _only_name(town).bears(name)), None)
    return text("towns.there", town=there.name) if there else None


def _only_name(town: Town) -> Town:
    """Return the town without its other names: those are free."""
    return Town(id=town.id, name=town.name, point=town.point)
