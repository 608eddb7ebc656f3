"""What a person is called where no name may stand: the last digits of their id."""

_DIGITS = 6
"""Among 2,000 people two share them about twice; whoever shows a few only then needs more (our choice)."""


def pseudonym(person_id: int) -> str:
    """Return the digits that stand for this person in the audit log and beside their name in /people."""
    return str(person_id)[-_DIGITS:]
