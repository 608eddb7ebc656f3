"""Tables of incidents, reports, verifications and answers."""

from datetime import datetime

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.core.columns import key, moment, ref, sealed


class IncidentRow(SQLModel, table=True):
    __tablename__ = "incident"
    id: int = key()
    number: int = Field(unique=True)
    town_id: int | None = ref("town.id", nullable=True)
    state: str = Field(index=True)
    version: int = 1
    """Counts every change; a change names the version it saw."""
    place: bytes | None = sealed()
    """Words and point together."""
    opened_at: datetime = moment()
    observed_at: datetime = moment()
    """When it was seen, not when it was written."""
    observer_id: int | None = ref("person.id", nullable=True, stays=True)
    """The trained responder who saw it."""
    holder_id: int | None = ref("person.id", nullable=True, stays=True)
    """The dispatcher who has it."""
    held_at: datetime | None = moment(nullable=True)
    basis: str | None = None
    """Why it was confirmed: "observer", or the reason given without one."""
    confirmed_at: datetime | None = moment(nullable=True)
    expires_at: datetime | None = moment(nullable=True)
    closed_at: datetime | None = moment(nullable=True)
    merged_into_id: int | None = ref("incident.id", nullable=True)
    card_id: int | None = Field(default=None, sa_type=BigInteger)
    """The notice that is the desk's card."""
    purged_at: datetime | None = moment(nullable=True)
    told: int | None = None
    """How many people were told; all that the purge leaves of the deliveries."""
    went: int | None = None
    """How many went there; all that the purge leaves of the answers."""


class ReportRow(SQLModel, table=True):
    """What one person saw."""

    __tablename__ = "report"
    id: int = key()
    incident_id: int = ref("incident.id")
    person_id: int | None = ref("person.id", nullable=True, stays=True)
    contact_id: int | None = ref("contact.id", nullable=True, stays=True, index=False)
    number: int
    """Reporter 1, 2, 3 of its incident."""
    verified: bool
    first_hand: bool
    received_at: datetime = moment(index=True)
    words: bytes | None = sealed()
    language: str | None = None
    place: bytes | None = sealed()
    facts: bytes | None = sealed()
    """The taps: SALUTE choices and the like."""


class VerificationRow(SQLModel, table=True):
    """One responder asked to look at one incident, and what they said."""

    __tablename__ = "verification"
    __table_args__ = (UniqueConstraint("incident_id", "person_id"),)
    id: int = key()
    incident_id: int = ref("incident.id")
    person_id: int = ref("person.id")
    state: str
    asked_at: datetime = moment()
    answered_at: datetime | None = moment(nullable=True)
    eta_at: datetime | None = moment(nullable=True)


class AnswerRow(SQLModel, table=True):
    """What a responder said to an alert."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("incident_id", "person_id"),)
    id: int = key()
    incident_id: int = ref("incident.id")
    person_id: int = ref("person.id")
    answer: str
    at: datetime = moment()
