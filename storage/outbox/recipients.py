"""Audiences as SQL: an alert to thousands is one INSERT..SELECT."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select

from alerts.network.audience import Audience
from alerts.notices import Kind
from alerts.people.person import Role
from storage.core.core_tables import contact, delivery, grant, group_chat, notice, person, subject

_NOT_BANNED = delivery.c.contact_id.not_in(
    select(contact.c.id).join(person, person.c.id == contact.c.person_id).where(person.c.banned_at.is_not(None))
)
"""Who was put out for good hears nothing any more, not even the end."""

TOLD = ("delivered", "sending", "unknown")
"""States of a delivery whose reader has seen it, or may have: who may have been told must hear the end too."""

WILL_BE_TOLD = ("queued", *TOLD)
"""The same, and those to whom it is still on its way: they must be put right as well."""


@dataclass(frozen=True)
class Recipients:
    """Whom something goes to. Every query is built once, to be asked with the values of this time."""

    query: Select[Any]
    """Of (contact, line)."""
    values: Mapping[str, Any]


def chosen(audience: Audience) -> Recipients:
    """Find everybody the audience holds: of each person the reachable contact heard last."""
    return Recipients(chosen_query(*shape(audience)), values_of(audience))


def shape(audience: Audience) -> tuple[bool, bool]:
    """Return which form of a query this audience needs: whether it holds who is away, and leaves out somebody."""
    return audience.also_away, bool(audience.but_persons)


def values_of(audience: Audience) -> dict[str, Any]:
    """Return what a query of this audience's shape is asked with."""
    values: dict[str, Any] = {
        "town": audience.town_id,
        "roles": [role.value for role in sorted(audience.roles)],
        "but_roles": [role.value for role in sorted(audience.but_roles)],
    }
    return values | ({"but_persons": sorted(audience.but_persons)} if audience.but_persons else {})


@cache
def chosen_query(also_away: bool, but_persons: bool) -> Select[Any]:
    """Query (contact, line) of everybody whom an audience of this shape holds; see Audience.holds."""
    here = [] if also_away else [person.c.away_until.is_(None)]
    return _latest(person.c.stopped_at.is_(None), person.c.consented_at.is_not(None), *here, *of_role(but_persons))


def everybody() -> Select[Any]:
    """Query (contact, line) of everybody who joined and can be reached, each at the contact heard last."""
    return _latest(person.c.consented_at.is_not(None), person.c.stopped_at.is_(None))


def on_line(line_id: int) -> Recipients:
    """Find everybody who would be told on this line."""
    return Recipients(_on_line(), {"line": line_id})


@cache
def _on_line() -> Select[Any]:
    all_ = everybody().subquery()
    return select(all_.c.contact_id, all_.c.line_id).where(all_.c.line_id == bindparam("line"))


def persons(person_ids: Sequence[int]) -> Recipients:
    """Find these persons, save those who stopped."""
    return Recipients(_persons(), {"persons": list(person_ids)})


@cache
def _persons() -> Select[Any]:
    return _latest(person.c.id.in_(bindparam("persons", expanding=True)), person.c.stopped_at.is_(None))


def _latest(*conditions: Any) -> Select[Any]:
    ranked = (
        select(
            contact.c.id.label("contact_id"),
            contact.c.line_id,
            func.row_number()
            .over(partition_by=contact.c.person_id, order_by=(contact.c.heard_at.desc(), contact.c.id))
            .label("place"),
        )
        .join(person, person.c.id == contact.c.person_id)
        .where(contact.c.reachable, *conditions)
        .subquery()
    )
    return select(ranked.c.contact_id, ranked.c.line_id).where(ranked.c.place == 1)


def of_role(but_persons: bool) -> list[Any]:
    """Return the conditions on a person whom an audience is meant for, whether or not they may be told.

    `but_persons`: it leaves out somebody.
    """
    conditions = [_holds("roles"), ~_holds("but_roles")]
    if but_persons:
        conditions.append(person.c.id.not_in(bindparam("but_persons", expanding=True)))
    return conditions


def _holds(roles: str) -> Any:
    """Say in SQL whether a person has one of the roles of this name of the audience's town."""
    return exists().where(
        grant.c.person_id == person.c.id,
        grant.c.role.in_(bindparam(roles, expanding=True)),
        or_(grant.c.town_id == bindparam("town"), grant.c.town_id.is_(None)),
    )


def told(kind: Kind, subject_ids: Sequence[int], reader: str, but: Collection[int] = ()) -> Recipients:
    """Find whom a notice of this kind goes to, of who got these subjects' alerts in these words.

    An update to who still has a role there, a correction also to whom the alert is still on its way, everything else
    to everybody who saw it, or may have. `but`: persons who are left out.
    """
    values = {"subjects": list(subject_ids), "reader": reader}
    asking = {Kind.UPDATE: _told_and_here, Kind.CORRECTION: _to_be_corrected}.get(kind, _told)()
    return Recipients(_without(asking), values | {"but": sorted(but)}) if but else Recipients(asking, values)


@cache
def _told() -> Select[Any]:
    """Query (contact, line) of everybody who saw, or may have seen, these subjects' alerts in these words."""
    return _got(TOLD).where(_NOT_BANNED)


@cache
def _told_and_here() -> Select[Any]:
    """Query who was told and still has a role in the subject's town, or goes there as a witness of another.

    Who left gets no news, only the end.
    """
    here = (
        select(grant.c.id)
        .join(contact, contact.c.person_id == grant.c.person_id)
        .join(subject, subject.c.id == notice.c.subject_id)
        .where(
            contact.c.id == delivery.c.contact_id,
            or_(
                grant.c.town_id.is_(None),
                grant.c.town_id == subject.c.town_id,
                # Witnesses of a town beside it, who were asked to come too.
                and_(notice.c.reader == "responder", grant.c.role == Role.RESPONDER.value),
            ),
        )
    )
    return _told().where(here.correlate(notice, delivery).exists())


@cache
def _to_be_corrected() -> Select[Any]:
    """Query who was told, or is about to be, and did not stop: where an alert was wrong the next words put it right."""
    here = select(person.c.id).join(contact, contact.c.person_id == person.c.id)
    goes_on = here.where(contact.c.id == delivery.c.contact_id, person.c.stopped_at.is_(None)).correlate(delivery)
    return _got(WILL_BE_TOLD).where(goes_on.exists())


def _got(states: Sequence[str]) -> Select[Any]:
    return (
        select(delivery.c.contact_id, delivery.c.line_id)
        .join(notice, notice.c.id == delivery.c.notice_id)
        .where(_saw(states), notice.c.reader == bindparam("reader"), delivery.c.contact_id.is_not(None))
        .distinct()
    )


@cache
def _without(told: Select[Any]) -> Select[Any]:
    """Query those of `told`, made by one of the three above, who are not among some persons."""
    theirs = select(contact.c.id).where(contact.c.person_id.in_(bindparam("but", expanding=True)))
    return told.where(delivery.c.contact_id.not_in(theirs))


@cache
def told_groups(corrected: bool) -> Select[Any]:
    """Query the groups that saw, or may have seen, these subjects' alerts. `corrected`: or are about to see them."""
    saw = (
        select(delivery.c.group_id)
        .join(notice, notice.c.id == delivery.c.notice_id)
        .where(_saw(WILL_BE_TOLD if corrected else TOLD), delivery.c.group_id.is_not(None))
    )
    return select(group_chat.c.id, group_chat.c.line_id).where(group_chat.c.id.in_(saw), group_chat.c.active)


def _saw(states: Sequence[str]) -> Any:
    return and_(notice.c.id.in_(standing_alerts()), or_(delivery.c.state.in_(states), delivery.c.repeat))


def standing_alerts() -> Select[Any]:
    """Query ids of the alerts of `subjects`, save those whose end was told and another alert since.

    Who got only such a one has heard its end, and has nothing to do with what came after it.
    """
    alert, end, anew = notice.alias("alert"), notice.alias("end_told"), notice.alias("alert_anew")
    about: Any = bindparam("subjects", expanding=True)
    again = exists().where(anew.c.subject_id.in_(about), anew.c.kind == Kind.ALERT.value, anew.c.id > end.c.id)
    is_past = exists().where(
        end.c.subject_id == alert.c.subject_id, end.c.kind == Kind.CLOSING.value, end.c.id > alert.c.id, again
    )
    return select(alert.c.id).where(alert.c.subject_id.in_(about), alert.c.kind == Kind.ALERT.value, ~is_past)
