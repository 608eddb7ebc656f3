"""Audiences as SQL: an alert to thousands is one INSERT..SELECT."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Insert,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy import insert as sql_insert
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.network.audience import Audience
from alerts.notices import Kind, Lane
from alerts.people.person import VERIFIED, Role
from storage.core.core_tables import contact, delivery, grant, notice, person, subject
from storage.core.moments import UtcMilliseconds
from storage.outbox.notices import QueuedNotice

_NOT_BANNED = delivery.c.contact_id.not_in(
    select(contact.c.id).join(person, person.c.id == contact.c.person_id).where(person.c.banned_at.is_not(None))
)
"""Who was put out for good hears nothing any more, not even the end."""

TOLD = ("delivered", "sending", "unknown")
"""States of a delivery whose reader has seen it, or may have: who may have been told must hear the end too."""

WILL_BE_TOLD = ("queued", *TOLD)
"""The same, and those to whom it is still on its way: they must be put right as well."""


def chosen(audience: Audience) -> Select[Any]:
    """Query (contact, line) of everybody the audience holds: of each person the reachable contact heard last."""
    return _latest(*_conditions(audience))


def everybody() -> Select[Any]:
    """Query (contact, line) of everybody who joined and can be reached, each at the contact heard last."""
    return _latest(person.c.consented_at.is_not(None), person.c.stopped_at.is_(None))


def on_line(line_id: int) -> Select[Any]:
    """Query (contact, line) of everybody who would be told on this line."""
    all_ = everybody().subquery()
    return select(all_.c.contact_id, all_.c.line_id).where(all_.c.line_id == line_id)


def persons(person_ids: Sequence[int]) -> Select[Any]:
    """Query (contact, line) of these persons, save those who stopped."""
    return _latest(person.c.id.in_(person_ids), person.c.stopped_at.is_(None))


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


def _conditions(audience: Audience) -> list[Any]:
    """Say in SQL what Audience.holds says."""
    here = [] if audience.also_away else [person.c.away_until.is_(None)]
    return [person.c.stopped_at.is_(None), person.c.consented_at.is_not(None), *here, *of_role(audience)]


def of_role(audience: Audience) -> list[Any]:
    """Return the conditions on a person whom it is meant for, whether or not they may be told."""
    conditions = [_holds(audience.roles, audience.town_id), ~_holds(audience.but_roles, audience.town_id)]
    if audience.but_persons:
        conditions.append(person.c.id.not_in(sorted(audience.but_persons)))
    return conditions


def _holds(roles: frozenset[Role], town_id: int) -> Any:
    return exists().where(
        grant.c.person_id == person.c.id,
        grant.c.role.in_([role.value for role in sorted(roles)]),
        or_(grant.c.town_id == town_id, grant.c.town_id.is_(None)),
    )


def told(subject_ids: Sequence[int], reader: str) -> Select[Any]:
    """Query (contact, line) of everybody who saw, or may have seen, these subjects' alerts in these words."""
    return (
        select(delivery.c.contact_id, delivery.c.line_id)
        .join(notice, notice.c.id == delivery.c.notice_id)
        .where(_saw(subject_ids), notice.c.reader == reader, delivery.c.contact_id.is_not(None), _NOT_BANNED)
        .distinct()
    )


def told_and_here(subject_ids: Sequence[int], reader: str) -> Select[Any]:
    """Query who was told and still has a role in the subject's town: who left gets no news, only the end."""
    here = (
        select(grant.c.id)
        .join(contact, contact.c.person_id == grant.c.person_id)
        .join(subject, subject.c.id == notice.c.subject_id)
        .where(
            contact.c.id == delivery.c.contact_id,
            or_(grant.c.town_id.is_(None), grant.c.town_id == subject.c.town_id),
        )
    )
    return told(subject_ids, reader).where(here.correlate(notice, delivery).exists())


def to_be_corrected(subject_ids: Sequence[int], reader: str) -> Select[Any]:
    """Query who was told, or is about to be, and did not stop: where an alert was wrong the next words put it right."""
    here = select(person.c.id).join(contact, contact.c.person_id == person.c.id)
    goes_on = here.where(contact.c.id == delivery.c.contact_id, person.c.stopped_at.is_(None)).correlate(delivery)
    return (
        select(delivery.c.contact_id, delivery.c.line_id)
        .join(notice, notice.c.id == delivery.c.notice_id)
        .where(_saw(subject_ids, WILL_BE_TOLD), notice.c.reader == reader, delivery.c.contact_id.is_not(None))
        .where(goes_on.exists())
        .distinct()
    )


def without(told: Select[Any], persons: Collection[int]) -> Select[Any]:
    """Query those of `told`, made by one of the three above, who are none of these persons."""
    theirs = select(contact.c.id).where(contact.c.person_id.in_(sorted(persons)))
    return told.where(delivery.c.contact_id.not_in(theirs))


def told_groups(subject_ids: Sequence[int], states: Sequence[str] = TOLD) -> Select[Any]:
    """Query ids of groups that saw, or may have seen, these subjects' alerts. `states`: of the alert's delivery."""
    return (
        select(delivery.c.group_id)
        .join(notice, notice.c.id == delivery.c.notice_id)
        .where(_saw(subject_ids, states), delivery.c.group_id.is_not(None))
    )


def _saw(subject_ids: Sequence[int], states: Sequence[str] = TOLD) -> Any:
    return and_(notice.c.id.in_(standing_alerts(subject_ids)), or_(delivery.c.state.in_(states), delivery.c.repeat))


def standing_alerts(subject_ids: Sequence[int]) -> Select[Any]:
    """Query ids of these subjects' alerts, save those whose end was told and another alert since.

    Who got only such a one has heard its end, and has nothing to do with what came after it.
    """
    alert, end, anew = notice.alias("alert"), notice.alias("end_told"), notice.alias("alert_anew")
    about = list(subject_ids)
    again = exists().where(anew.c.subject_id.in_(about), anew.c.kind == Kind.ALERT.value, anew.c.id > end.c.id)
    is_past = exists().where(
        end.c.subject_id == alert.c.subject_id, end.c.kind == Kind.CLOSING.value, end.c.id > alert.c.id, again
    )
    return select(alert.c.id).where(alert.c.subject_id.in_(about), alert.c.kind == Kind.ALERT.value, ~is_past)


async def insert(session: AsyncSession, row: QueuedNotice, whom: Select[Any], now: datetime) -> int:
    """Queue the notice for everybody the query finds; return how many they are."""
    found = whom.subquery()
    return await _queue(session, _queued_for(found, _lane_of(row, found)), row, now)


async def insert_contacts(session: AsyncSession, row: QueuedNotice, contact_ids: Sequence[int], now: datetime) -> None:
    """Queue the notice for these contacts."""
    statement = _ANSWER_CONTACTS if row.lane == Lane.REPLY else _TO_CONTACTS
    await _queue(session, statement, row, now, contacts=list(contact_ids))


async def _queue(session: AsyncSession, statement: Insert, row: QueuedNotice, now: datetime, **whom: Any) -> int:
    given = {"notice": row.id, "lane": row.lane, "now": now, "expires_at": row.expires_at, **whom}
    inserted = await (await session.connection()).execute(statement, given)
    return inserted.rowcount


_COUNTS = ("attempts", "unsure", "shown", "shown_major", "edits")
"""Counters of a delivery: a fresh one has them all at nought."""


_LANE = bindparam("lane", type_=delivery.c.lane.type)


def _lane_of(row: QueuedNotice, found: FromClause) -> ColumnElement[int]:
    return _answering_lane(found) if row.lane == Lane.REPLY else _LANE


def _answering_lane(found: FromClause) -> ColumnElement[int]:
    """Say in SQL in which lane each of these contacts is answered: who is vouched for goes before anybody else."""
    vouched = (
        select(grant.c.id)
        .join(contact, contact.c.person_id == grant.c.person_id)
        .where(contact.c.id == found.c.contact_id, grant.c.role.in_([role.value for role in sorted(VERIFIED)]))
        .correlate(found)
    )
    return case((vouched.exists(), _LANE), else_=literal(Lane.ANYBODY.value, delivery.c.lane.type))


def _queued_for(found: FromClause, lane: ColumnElement[int] = _LANE) -> Insert:
    """Queue a notice for each (contact, line) of these; its values are still to be given."""
    values = {
        "notice_id": bindparam("notice", type_=delivery.c.notice_id.type),
        "line_id": found.c.line_id,
        "contact_id": found.c.contact_id,
        "lane": lane,
        "post_first": literal(1),
        "state": literal("queued"),
        "due_at": bindparam("now", type_=UtcMilliseconds()),
        "expires_at": bindparam("expires_at", type_=UtcMilliseconds()),
        **{count: literal(0) for count in _COUNTS},
        "repeat": literal(False),
    }
    return sql_insert(delivery).from_select(list(values), select(*values.values()))


_contacts = (
    select(contact.c.id.label("contact_id"), contact.c.line_id)
    .where(contact.c.id.in_(bindparam("contacts", expanding=True)))
    .subquery()
)
_TO_CONTACTS = _queued_for(_contacts)
_ANSWER_CONTACTS = _queued_for(_contacts, _answering_lane(_contacts))
"""Made once: nearly every message that is answered needs it."""
