"""What the purge leaves of an incident: town, times and counts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from alerts.incidents.scene_room import GOES
from alerts.notices import Kind
from storage.core.core_tables import delivery, notice
from storage.incidents.tables import (
    answer,
    bundled,
    escalation,
    escalation_call,
    escalation_pick,
    incident,
    place_key,
    remote_check,
    report,
    task_change,
    task_media,
    verification,
)
from storage.outbox.recipients import TOLD


async def purge_incident(session: AsyncSession, incident_id: int, now: datetime) -> None:
    """Count who was told and who went, then remove place, words, and who did what."""
    counts = {"told": _told(incident_id), "went": _went(incident_id)}
    mine = update(incident).where(incident.c.id == incident_id)
    await session.exec(mine.values(purged_at=now, **counts, **_cleared(incident)))
    await session.exec(update(report).where(report.c.incident_id == incident_id).values(**_cleared(report)))
    theirs = select(report.c.id).where(report.c.incident_id == incident_id)
    await session.exec(delete(bundled).where(bundled.c.report_id.in_(theirs)))
    await session.exec(delete(notice).where(notice.c.subject_id == incident_id))
    looked = verification, answer, place_key, task_media, remote_check, task_change
    for table in (*looked, escalation, escalation_call, escalation_pick):
        await session.exec(delete(table).where(table.c.incident_id == incident_id))


def _cleared(table: Table) -> dict[str, None]:
    """Return nulls for every column of which the table itself says that the purge empties it."""
    return {column.name: None for column in table.columns if column.info.get("cleared")}


def _told(incident_id: int) -> Any:
    told = (
        select(delivery.c.id)
        .join(notice, notice.c.id == delivery.c.notice_id)
        .where(
            notice.c.subject_id == incident_id,
            notice.c.kind == Kind.ALERT.value,
            delivery.c.contact_id.is_not(None),
            delivery.c.state.in_(TOLD),
        )
    )
    return select(func.count()).select_from(told.subquery()).scalar_subquery()


def _went(incident_id: int) -> Any:
    going = answer.c.incident_id == incident_id, answer.c.answer.in_([reply.value for reply in GOES])
    return select(func.count()).where(*going).scalar_subquery()
