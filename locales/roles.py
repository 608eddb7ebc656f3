"""What people call the roles when they write an invitation, in every language."""

from locales.commands import folded

_NAMES = {
    "subscriber": "subscriber subscribers suscriptor suscriptora vecino vecina neighbor",
    "member": "member members miembro",
    "responder": "responder responders testigo witness voluntario voluntaria",
    "dispatcher": "dispatcher dispatchers desk mesa despachador despachadora",
    "coordinator": "coordinator coordinators coordinador coordinadora coordinacion",
}
_CANONICAL = {name: role for role, names in _NAMES.items() for name in names.split()}


def role_named(word: str) -> str | None:
    """Return the role's own name for a word that means it; None for no role of ours."""
    return _CANONICAL.get(folded(word))
