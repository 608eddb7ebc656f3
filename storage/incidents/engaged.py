"""Who is in the midst of an incident that is open: a report, a task, an answer to an alert."""

from datetime import datetime

from sqlalchemy import Select, select

from alerts.incidents.incident import Reply, VerifierState
from storage.core.core_tables import subject
from storage.incidents.tables import answer, report, verification

_ASKED = [state.value for state in (VerifierState.ASKED, VerifierState.GOING, VerifierState.STANDING_BY)]
_THERE = [Reply.ON_MY_WAY.value, Reply.ON_THE_SCENE.value]


def reporting(since: datetime) -> Select[tuple[int]]:
    """Query who reported an open incident since then."""
    return (
        select(report.c.person_id)
        .join(subject, subject.c.id == report.c.incident_id)
        .where(subject.c.closed_at.is_(None), report.c.received_at >= since)
    )


def verifying(since: datetime) -> Select[tuple[int]]:
    """Query who was asked since then to look at an open incident and has not said what they saw."""
    return (
        select(verification.c.person_id)
        .join(subject, subject.c.id == verification.c.incident_id)
        .where(subject.c.closed_at.is_(None), verification.c.state.in_(_ASKED), verification.c.asked_at >= since)
    )


def responding(since: datetime) -> Select[tuple[int]]:
    """Query who said since then that they go to an open incident, or are there."""
    return (
        select(answer.c.person_id)
        .join(subject, subject.c.id == answer.c.incident_id)
        .where(subject.c.closed_at.is_(None), answer.c.answer.in_(_THERE), answer.c.at >= since)
    )
