"""Who may do what, as the areas register it: the table of docs/roles.md, and what each cell of it says."""

from collections.abc import Iterator
from dataclasses import dataclass

from alerts.people.person import Role
from handlers.areas import AREAS
from handlers.core.area import ConversationArea

HEAD = """# Who may do what

Made from what the areas register (`handlers/*/area.py`, and the steps) by
`./rebato test --golden tests/conversations/trust/test_role_table.py`, and tried there cell by cell through the router.

* own: of the towns in which they have the role; of all, where they have it in every town
* any: of whatever town
* if asked: who was asked to look, or got the alert
* yes: needs no role
* a star: who is suspended may as well, as anybody may. Who is banned is not heard at all.
"""
ROLES: tuple[Role | None, ...] = (None, *Role)
"""None: somebody without a role."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing that can be done, and who may."""

    name: str
    what: str
    roles: frozenset[Role]
    elsewhere: bool = False
    asked: frozenset[Role] = frozenset()
    while_suspended: bool = False

    def cell(self, role: Role | None) -> str:
        """Return what the table says of this role."""
        if self.asked:
            return "if asked" if role in self.asked else "–"
        if not self.roles:
            return "yes"
        if role not in self.roles:
            return "–"
        # The committee is no town's.
        return "any" if self.elsewhere or role is Role.COMMITTEE else "own"

    def allows(self, role: Role | None, *, own: bool) -> bool:
        """Say whether somebody with this role, in the town concerned or in another one, may."""
        return self.cell(role) in (("yes", "own", "any", "if asked") if own else ("yes", "any"))


def commands(area: ConversationArea) -> Iterator[Row]:
    """Return the area's commands. What they show is of the towns in which somebody has the role."""
    for one in area.commands:
        free = one.while_suspended and not one.roles
        yield Row(name=f"/{one.name}", what="command", roles=one.roles, while_suspended=free)


def taps(area: ConversationArea) -> Iterator[Row]:
    """Return the area's taps."""
    for one in area.taps:
        yield Row(
            name=one.kind.verb,
            what=_sentence(one.kind),
            roles=one.roles,
            elsewhere=one.elsewhere,
            asked=one.asked,
            while_suspended=one.while_suspended,
        )


def steps(area: ConversationArea) -> Iterator[Row]:
    """Return the area's steps: what is written in them."""
    for one in area.steps:
        yield Row(
            name=f"writes: {one.kind.name}",
            what=_sentence(one.kind),
            roles=one.kind.roles,
            elsewhere=one.kind.elsewhere,
            while_suspended=not one.kind.roles,
        )


def _sentence(kind: type) -> str:
    words = (kind.__doc__ or "").split("\n\n")[0].replace("\n", " ")
    return " ".join(words.split()).split(". ")[0].rstrip(".").replace("|", "/")


def table() -> str:
    """Return the whole of docs/roles.md."""
    lines = [HEAD]
    for area in AREAS:
        rows = [*commands(area), *taps(area), *steps(area)]
        lines += [
            f"## {area.name}",
            "",
            "| what | | no role | " + " | ".join(Role) + " |",
            "| --- " * (len(ROLES) + 2) + "|",
        ]
        for row in rows:
            star = " *" if row.while_suspended else ""
            cells = " | ".join(row.cell(role) for role in ROLES)
            lines.append(f"| `{row.name}`{star} | {row.what} | {cells} |")
        lines.append("")
    return "\n".join(lines)
