"""A town's group or channel on one transport."""

from dataclasses import dataclass
from enum import StrEnum


class GroupReader(StrEnum):
    """Whom a town's group is for: what is posted there, and on Signal who is let in."""

    COMMUNITY = "community"
    """Everybody who receives alerts; every group that people connect."""
    RESPONDERS = "responders"
    """Trained people, who see where to go: apart from the community, as on Signal members see each other."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """One group; `town_id` is None until a coordinator has said for which town it is."""

    id: int
    line_id: int
    town_id: int | None
    address: str
    title: str
    active: bool
    reader: GroupReader = GroupReader.COMMUNITY
    former_town_id: int | None = None
    """Whose it was before somebody put us back in; None once a coordinator said whose it is."""
