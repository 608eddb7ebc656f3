"""The people of an operator's list, read from a table, with every fault of it by line and column."""

from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

from alerts.network.town import Network, Town
from alerts.people.person import Role
from alerts.roster.invitee import IMPORTABLE, Invitee
from bot.network.csv_table import CsvTable, TableFault, TableRow
from locales.list_columns import language_named
from locales.roles import role_named

T = TypeVar("T")

MOST_ROWS = 20_000
LONGEST_LABEL = 60
"""Characters: as long as a network's name may be."""
_DESK = (
    "nobody comes to the desk by a list; use `rebato invite --role {role}`, or a coordinator writes /invite in the chat"
)
_COMMITTEE = (
    "nobody comes to the committee by a list; its members write /committee, the first is invited by `rebato invite`"
)


class _WrongCell(Exception):
    """What is wrong with one cell."""


@dataclass(frozen=True, kw_only=True)
class ListDefaults:
    """What holds for rows that leave it open."""

    town: Town | None
    """None: each row names one."""
    role: Role = Role.SUBSCRIBER


@dataclass(frozen=True, kw_only=True)
class ListedInvitee:
    """One of a list, and the language of what they are handed."""

    invitee: Invitee
    language: str
    line: int


@dataclass(kw_only=True)
class InviteeList:
    """What was read."""

    people: list[ListedInvitee] = field(default_factory=list)
    faults: list[TableFault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What the organiser should know, and no fault: rows that stand twice, columns that are not read."""


def read_invitees(text: str, network: Network, defaults: ListDefaults) -> InviteeList:
    """Read a table of people, with all its faults, not the first alone."""
    table = CsvTable(text)
    found = InviteeList(faults=list(table.faults))
    if table.not_read:
        found.notes.append(f"not read: {', '.join(table.not_read)}. Nobody is written to, so no number is needed.")
    if len(table.rows) > MOST_ROWS:
        found.faults.append(_fault(table, table.rows[MOST_ROWS], "", f"is row {MOST_ROWS + 1}: split the file"))
        return found
    first: dict[tuple[str, int], ListedInvitee] = {}
    for row in table.rows:
        one = _read_row(table, row, network, defaults, found.faults)
        if one is None:
            continue
        same = first.setdefault(one.invitee.key, one)
        if same is one:
            found.people.append(one)
        elif same.invitee.role is one.invitee.role:
            found.notes.append(
                f"line {row.line} says the same as line {same.line}: one invitation. Two people need two labels."
            )
        else:
            what = f'"{one.invitee.label}" is a {same.invitee.role} in line {same.line}; two people need two labels'
            found.faults.append(_fault(table, row, "role", what))
    if not table.rows and not found.faults:
        found.faults.append(TableFault(line=1, column="", what="names nobody"))
    found.faults.sort(key=lambda one: one.line)
    return found


def _read_row(
    table: CsvTable, row: TableRow, network: Network, defaults: ListDefaults, faults: list[TableFault]
) -> ListedInvitee | None:
    """Return who stands there; None where something is wrong, of which each fault is noted."""

    def read(column: str, meaning: Callable[[str], T]) -> T | None:
        try:
            return meaning(row.cells.get(column, ""))
        except _WrongCell as wrong:
            faults.append(_fault(table, row, column, str(wrong)))
            return None

    label = read("name", _label)
    town = read("town", lambda cell: _town(cell, network, defaults))
    role = read("role", lambda cell: _role(cell, defaults))
    language = read("language", lambda cell: _language(cell, network))
    if label is None or town is None or role is None or language is None:
        return None
    return ListedInvitee(invitee=Invitee(label=label, role=role, town_id=town.id), language=language, line=row.line)


def _label(cell: str) -> str:
    label = " ".join("".join(sign if sign.isprintable() else " " for sign in cell).split())
    if not label:
        raise _WrongCell("is empty; a name, or any label that you know them by")
    if len(label) > LONGEST_LABEL:
        raise _WrongCell(f"is longer than {LONGEST_LABEL} characters")
    return label


def _town(cell: str, network: Network, defaults: ListDefaults) -> Town:
    if not cell and defaults.town is None:
        raise _WrongCell("is empty; name a town in each row, or one for all that lack it by --town")
    town = network.bearing(cell) or network.named(cell) if cell else defaults.town
    if town is not None:
        return town
    close = get_close_matches(cell.casefold(), [one.name.casefold() for one in network.towns], n=1)
    named = next((one.name for one in network.towns if close and one.name.casefold() == close[0]), None)
    remedy = f": is it {named}?" if named else "; see `rebato town list`"
    raise _WrongCell(f'"{cell[:40]}" is no town of this network{remedy}')


def _role(cell: str, defaults: ListDefaults) -> Role:
    name = role_named(cell.replace(" ", "")) if cell else defaults.role
    if name is None and cell.casefold() in ("committee", "comité", "comite"):
        raise _WrongCell(_COMMITTEE)
    if name is None:
        raise _WrongCell(f'"{cell[:40]}" is no role: {", ".join(IMPORTABLE)}')
    if name not in IMPORTABLE:
        raise _WrongCell(_DESK.format(role=name))
    return Role(name)


def _language(cell: str, network: Network) -> str:
    """Return its code: the network's first where none is named."""
    code = language_named(cell) if cell else network.languages[0]
    if code is None or code not in network.languages:
        raise _WrongCell(f'"{cell[:40]}" is no language of this network: {", ".join(network.languages)}')
    return code


def _fault(table: CsvTable, row: TableRow, column: str, what: str) -> TableFault:
    return TableFault(line=row.line, column=table.column(column) if column else "", what=what)
