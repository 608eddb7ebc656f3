"""What an incident is about."""

from enum import StrEnum


class Matter(StrEnum):
    """What somebody turned to us with."""

    SIGHTING = "sighting"
    """Agents were seen; whoever it concerns may be told."""
    TAKEN = "taken"
    """Somebody was led away; the family is answered first."""
    RELATIVE = "relative"
    """Somebody looks for a person who was taken."""
    WORK_PAPERS = "work_papers"
    """A letter or an inspection about papers at work."""
    WAGES = "wages"
    """An employer or a landlord does them wrong."""
    HATE = "hate"
    """Insulted, threatened or hurt for where they come from."""
    NEED = "need"
    """A lawyer, company to court, food, somebody for the children."""


PRIVATE = frozenset({Matter.RELATIVE, Matter.WORK_PAPERS, Matter.WAGES, Matter.HATE, Matter.NEED})
"""Of which nobody but the desk ever hears: they cannot be confirmed."""


def may_be_one(matter: Matter, other: Matter) -> bool:
    """Say whether two incidents may be the same: what is private is never one with what people may be told of."""
    return (matter in PRIVATE) == (other in PRIVATE)
