"""Statements that compare who should be in a town's groups with who is: of each one for either kind of reader."""

from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, bindparam, exists, or_, select

from alerts.groups.group import GroupReader
from alerts.network.audience import COMMUNITY
from alerts.people.person import DESK, Role
from storage.core.core_tables import contact, grant, group_member, person

People: TypeAlias = Select[tuple[int, bytes]]
"""Queries contacts and their addresses, given "line", "town" and "groups"."""

_ROLES = {GroupReader.COMMUNITY: COMMUNITY, GroupReader.RESPONDERS: frozenset({Role.RESPONDER})}
_NEVER = {GroupReader.COMMUNITY: DESK | {Role.RESPONDER}, GroupReader.RESPONDERS: DESK}
"""Who is not put into such a group: they have another one, or the desk's cards. The desk may ask to be let in."""
_MAY_ASK = {GroupReader.COMMUNITY: frozenset(Role), GroupReader.RESPONDERS: DESK | {Role.RESPONDER}}
"""Who is let into such a group if they follow its link: responders read where to go, and nobody else may there."""

_member = group_member.c
_TOWN: Any = bindparam("town")
_HERE = or_(grant.c.town_id == _TOWN, grant.c.town_id.is_(None))
_IN_THESE = _member.group_id.in_(bindparam("groups", expanding=True))
_ON_LINE = contact.c.line_id == bindparam("line")
_INSIDE = exists().where(_member.contact_id == contact.c.id, _IN_THESE)
_PEOPLE: People = select(contact.c.id, contact.c.address).join(person, person.c.id == contact.c.person_id)


# Built once: to build a statement takes longer than SQLite needs for it.
@cache
def missing(reader: GroupReader) -> People:
    """Query whom it is for and who are in none of the groups; oldest first."""
    return _PEOPLE.where(_ON_LINE, contact.c.reachable, _belongs(reader)).where(~_INSIDE).order_by(contact.c.id)


@cache
def gone(reader: GroupReader) -> People:
    """Query who is in one of the groups and has left the town, or the roles that they are for."""
    stays = or_(_belongs(reader), _member.asked & _may_ask(reader))
    return _PEOPLE.join(group_member, _member.contact_id == contact.c.id).where(_IN_THESE, ~stays)


@cache
def may_ask(reader: GroupReader) -> People:
    """Query who is in none of the groups and would be let in."""
    return _PEOPLE.where(_ON_LINE, _may_ask(reader)).where(~_INSIDE)


@cache
def without_link(reader: GroupReader) -> People:
    """Query who is to be sent a link: by a role in the town and in none of the groups, or as they asked for it."""
    wanted = exists().where(_member.contact_id == contact.c.id, _IN_THESE, _member.link_wanted)
    own_town = _has(_MAY_ASK[reader], grant.c.town_id == _TOWN)
    return (
        _PEOPLE.where(_ON_LINE, contact.c.reachable, _may_ask(reader))
        .where(wanted | (own_town & ~_INSIDE))
        .order_by(contact.c.id)
    )


def _belongs(reader: GroupReader) -> ColumnElement[bool]:
    return _has(_ROLES[reader], _HERE) & ~_has(_NEVER[reader], _HERE) & person.c.stopped_at.is_(None)


def _may_ask(reader: GroupReader) -> ColumnElement[bool]:
    return _has(_MAY_ASK[reader], _HERE) & person.c.stopped_at.is_(None)


def _has(roles: frozenset[Role], where: ColumnElement[bool]) -> ColumnElement[bool]:
    """Say in SQL whether a contact is somebody's with one of these roles there."""
    # Not IN: a list is written out anew for each execution.
    one_of = or_(*(grant.c.role == role.value for role in sorted(roles)))
    # Not EXISTS: who has the role is found once, and not looked for again and again for everybody on the line.
    return contact.c.person_id.in_(select(grant.c.person_id).where(one_of, where))
