"""How many people one invitation is for, and how long it is good. docs/decisions/0044-invitations.md says why so."""

from alerts.people.person import Role

MOST_USES = {
    Role.SUBSCRIBER: 500,
    Role.MEMBER: 50,
    Role.RESPONDER: 50,
    Role.DISPATCHER: 1,
    Role.COORDINATOR: 1,
    Role.COMMITTEE: 1,
}
"""For so many people one invitation is at most (our choice): a meeting's for alerts, a training's for more."""
MOST_DAYS = 90
"""For so many days at most (our choice): what was printed is forgotten on some wall."""

ON_PAPER = frozenset({Role.SUBSCRIBER, Role.MEMBER, Role.RESPONDER})
"""Of which a page may hang on a wall: one to the desk is for one person, and another says yes to it first."""


def is_allowed(role: Role, uses: int, days: int) -> bool:
    """Say whether an invitation in this role may be for so many people and days."""
    return 1 <= uses <= MOST_USES[role] and 1 <= days <= MOST_DAYS
