"""How many people of which role and language a town has, and what it lacks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from alerts.people.person import DESK, Role

FEWEST_RESPONDERS = 2
"""Responders with fewer of whom nobody may be free to look (our choice)."""


class Gap(StrEnum):
    """What a town lacks. Each has a text: towns.gap.NAME."""

    DESK = "desk"
    """Nobody there decides: reports of it wait."""
    RESPONDERS = "responders"
    """Too few are trained to look."""
    GROUP = "group"
    """No group or channel: everybody is told by themselves, which takes longer."""


@dataclass(frozen=True, kw_only=True)
class TownHeadcount:
    """Who is in one town. People with a role in every town count too; nobody who stopped, or is suspended."""

    people: int = 0
    """Each counts once, whatever their roles."""
    roles: Mapping[Role, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    """By code; who reads every language of the network is left out."""
    unreachable: int = 0
    """Of the people: those who blocked the bot, or left, wherever they were."""
    groups: Mapping[str, int] = field(default_factory=dict)
    """Groups and channels by platform."""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What the town lacks, the worst first."""
        lacks = {
            Gap.DESK: not any(self.roles.get(role) for role in DESK),
            Gap.RESPONDERS: self.roles.get(Role.RESPONDER, 0) < FEWEST_RESPONDERS,
            Gap.GROUP: not self.groups,
        }
        return tuple(gap for gap, is_so in lacks.items() if is_so)
