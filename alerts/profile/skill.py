"""What somebody can help with."""

from enum import StrEnum


class Skill(StrEnum):
    """What a person says that they can do. It gives no role: nobody has looked whether it is so."""

    LEGAL_OBSERVER = "legal_observer"
    """Writes down and films what agents do, as legal observers learn it."""
    DRIVER = "driver"
    """Has a car, and drives people."""
    INTERPRETER = "interpreter"
    """Speaks for others in a second language; which ones stands in their note."""
    ATTORNEY = "attorney"
    """Is a lawyer, or works with one."""
    CLERGY = "clergy"
    """Comes as a pastor, priest or the like."""
    CHILDCARE = "childcare"
    """Looks after children."""
    MEDIA = "media"
    """Talks with the press."""
    PHONE = "phone"
    """Answers or makes phone calls."""
