"""A town's group or channel on one transport."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Group:
    """One group; `town_id` is None until a coordinator has said for which town it is."""

    id: int
    line_id: int
    town_id: int | None
    address: str
    title: str
    active: bool
