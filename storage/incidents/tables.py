"""Tables of incidents, reports, verifications, answers and escalation, of who is muted, and of who sends too much."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import SQLModel

from alerts.incidents.incident import SCENE_CAP
from storage.core.columns import Merging, core_table, key, moment, plain, ref, sealed


class IncidentRow(SQLModel, table=True):
    """An incident. Its town, its end and what it was merged into stand in its subject's row."""

    __tablename__ = "incident"
    __table_args__ = (
        Index("incident_not_indexed", "indexed", "state"),
        # Of thousands of leads few have a card.
        Index("incident_carded", "state", "card_id"),
    )
    id: int = key(of="subject.id")
    number: int = plain("a count", unique=True)
    state: str = plain("one of nine", index=True)
    version: int = plain("a count", default=1)
    """Counts every change; a change names the version it saw."""
    place: bytes | None = sealed(cleared=True)
    """Words and point together, every way they were told, where it was before, and a town outside the network."""
    place_from: str = plain("one of three", default="lead")
    """Whose word the place is."""
    corrections: bytes | None = sealed(cleared=True)
    """What the desk set, and what was told and is not used."""
    muted: bool = False
    """Only people whom the desk muted reported it."""
    indexed: bool = True
    """It is found by where it is; those that were open before there was an index are looked through."""
    matter: str = plain("one of seven", default="sighting")
    town_proposed: bool = False
    """Nobody named its town: it is the reporter's own."""
    time_unclear: bool = False
    """Nobody could say yet when it was seen."""
    opened_at: datetime = moment(happened=True)
    observed_at: datetime = moment(happened=True)
    """When it was seen, not when it was written."""
    observer_id: int | None = ref("person.id", nullable=True, stays=True, merging=Merging.MOVES, cleared=True)
    """The trained responder who saw it."""
    holder_id: int | None = ref("person.id", nullable=True, stays=True, merging=Merging.MOVES, cleared=True)
    """The dispatcher who has it."""
    held_at: datetime | None = moment(nullable=True, happened=True)
    basis: str | None = plain("one of four", default=None)
    """Why it was confirmed: "observer", or the reason given without one."""
    confirmed_at: datetime | None = moment(nullable=True, happened=True)
    expires_at: datetime | None = moment(nullable=True, counted_from="confirmed_at")
    card_id: int | None = plain("an id of ours", default=None, big=True, cleared=True)
    """The notice that is the desk's card."""
    scene_cap: int = plain("a count", default=SCENE_CAP)
    tasks: str | None = plain("names of ours, with counts", default=None)
    purged_at: datetime | None = moment(nullable=True)
    told: int | None = plain("a count", default=None)
    """How many people were told; all that the purge leaves of the deliveries."""
    went: int | None = plain("a count", default=None)
    """How many went there; all that the purge leaves of the answers."""


class ReportRow(SQLModel, table=True):
    """What one person saw."""

    __tablename__ = "report"
    __table_args__ = (Index("report_silent", "silent", "incident_id"),)
    id: int = key()
    incident_id: int = ref("incident.id")
    person_id: int | None = ref("person.id", nullable=True, stays=True, merging=Merging.MOVES, cleared=True)
    contact_id: int | None = ref("contact.id", nullable=True, stays=True, index=False, cleared=True)
    number: int = plain("a count")
    """Reporter 1, 2, 3 of its incident."""
    verified: bool
    first_hand: bool
    received_at: datetime = moment(index=True, happened=True)
    seen_at: datetime | None = moment(nullable=True, happened=True)
    """When it was seen, as far as the words say."""
    words: bytes | None = sealed(cleared=True)
    language: str | None = plain("the code of a language", default=None)
    place: bytes | None = sealed(cleared=True)
    facts: bytes | None = sealed(cleared=True)
    """The taps: SALUTE choices and the like."""
    silent: bool | None = None
    """They tapped that it is not safe to write to them; None: kept before this was, then the taps tell."""
    asked_at: datetime | None = moment(nullable=True, happened=True)
    """When the desk last wrote to who reported it."""


class PlaceKeyRow(SQLModel, table=True):
    """A keyed hash of one thing by which the place of an open incident is known: a name by ear, a square of the map."""

    __tablename__ = "place_key"
    __table_args__ = (Index("place_key_found", "key_index", "incident_id"),)
    id: int = key()
    incident_id: int = ref("incident.id")
    key_index: bytes


class VerificationRow(SQLModel, table=True):
    """One responder asked to look at one incident, and what they said."""

    __tablename__ = "verification"
    __table_args__ = (UniqueConstraint("incident_id", "person_id"),)
    id: int = key()
    incident_id: int = ref("incident.id")
    person_id: int = ref("person.id", merging=Merging.ONE_EACH)
    state: str = plain("one of seven")
    asked_at: datetime = moment(happened=True)
    answered_at: datetime | None = moment(nullable=True)
    eta_at: datetime | None = moment(nullable=True)
    ring: int = plain("a count", default=0)
    """In which ring they were asked."""
    picked_by: str = plain("one of three", default="own_town")
    """Why they were."""


class AnswerRow(SQLModel, table=True):
    """What a responder said to an alert."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("incident_id", "person_id"),)
    id: int = key()
    incident_id: int = ref("incident.id")
    person_id: int = ref("person.id", merging=Merging.ONE_EACH)
    answer: str = plain("one of five")
    at: datetime = moment(happened=True)
    arrives_at: datetime | None = moment(nullable=True)
    """When they say that they arrive, or could come."""
    noted_by_id: int | None = ref("person.id", nullable=True, stays=True, merging=Merging.MOVES)
    """Who at the desk noted it for them."""


class MuteRow(SQLModel, table=True):
    """Somebody whose messages wake nobody for a while."""

    __tablename__ = "mute"
    __table_args__ = (UniqueConstraint("person_id"),)
    id: int = key()
    person_id: int = ref("person.id", merging=Merging.ONE_EACH)
    report_id: int | None = ref("report.id", nullable=True, stays=True, index=False)
    """The report for which the desk muted them: the desk knows them by its number."""
    muted_at: datetime = moment(happened=True)
    until: datetime = moment(counted_from="muted_at")


class BundledRow(SQLModel, table=True):
    """A message beyond what one person may send, kept with a report of theirs."""

    __tablename__ = "bundled"
    id: int = key()
    report_id: int = ref("report.id")
    words: bytes | None = sealed(cleared=True)
    media: bytes | None = sealed(cleared=True)
    """Where the platform has a photo, video or voice note; never the thing itself."""
    received_at: datetime = moment(happened=True)


class TaskMediaRow(SQLModel, table=True):
    """A photo, video or voice note of somebody on a task."""

    __tablename__ = "task_media"
    id: int = key()
    incident_id: int = ref("incident.id")
    person_id: int | None = ref("person.id", nullable=True, stays=True, merging=Merging.MOVES)
    """None: whoever sent it had everything about them erased; the desk keeps what it was shown."""
    kind: str = plain("photo, video or voice")
    media: bytes = sealed()
    """Where the platform has it; never the thing itself."""
    sent_at: datetime = moment(happened=True)
    rang_at: datetime = moment(happened=True)
    """When the last of its kind rang the desk: its own moment, unless it waits."""
    waits: bool
    """It rang nobody."""


class RemoteCheckRow(SQLModel, table=True):
    """What somebody at the desk found out from afar."""

    __tablename__ = "remote_check"
    id: int = key()
    incident_id: int = ref("incident.id")
    person_id: int | None = ref("person.id", nullable=True, stays=True, merging=Merging.MOVES)
    """Who checked; None: they had everything about them erased, and the desk keeps what came of it."""
    outcome: str = plain("one of seven")
    at: datetime = moment(happened=True)


class TaskChangeRow(SQLModel, table=True):
    """Somebody took a task of an alert, or has it no more."""

    __tablename__ = "task_change"
    id: int = key()
    incident_id: int = ref("incident.id")
    person_id: int = ref("person.id", merging=Merging.MOVES)
    task: str | None = plain("one of sixteen", default=None)
    reason: str = plain("one of three")
    by_id: int | None = ref("person.id", nullable=True, stays=True, merging=Merging.MOVES)
    """Who said so: they themselves, or somebody at the desk."""
    at: datetime = moment(happened=True)


class LeadSummaryRow(SQLModel, table=True):
    """The message in a desk's chat that says how many leads wait."""

    __tablename__ = "lead_summary"
    __table_args__ = (UniqueConstraint("town_id"),)
    id: int = key()
    town_id: int | None = ref("town.id", nullable=True, index=False)
    notice_id: int = ref("notice.id")
    posted_at: datetime = moment(happened=True)


class MessageWindowRow(SQLModel, table=True):
    """How many messages somebody sent lately."""

    __tablename__ = "message_window"
    __table_args__ = (UniqueConstraint("person_id"),)
    id: int = key()
    person_id: int = ref("person.id", merging=Merging.ONE_EACH, index=False)
    since: datetime = moment(happened=True)
    """When the first of them came."""
    messages: int = plain("a count")
    noted: str = plain("names of limits, between blanks", default="")
    """Limits that they were told of, and pleas that went past one."""


class EscalationRow(SQLModel, table=True):
    """How far it has come that nobody takes an incident."""

    __tablename__ = "escalation"
    incident_id: int = key(of="incident.id")
    since: datetime = moment(happened=True)
    """From when on the steps are counted."""
    steps: int = plain("a count")
    raised: bool = False
    """The next people are to be rung at once."""


class EscalationCallRow(SQLModel, table=True):
    """Somebody whom escalation has rung about an incident."""

    __tablename__ = "escalation_call"
    __table_args__ = (UniqueConstraint("incident_id", "person_id"),)
    id: int = key()
    incident_id: int = ref("incident.id", index=False)
    person_id: int = ref("person.id", merging=Merging.ONE_EACH)
    whom: str = plain("one of four")
    """By which step they were rung first."""
    called_at: datetime = moment(happened=True)


class EscalationPickRow(SQLModel, table=True):
    """Somebody whom a step of escalation rang besides, or that it found nobody: for the timeline."""

    __tablename__ = "escalation_pick"
    id: int = key()
    incident_id: int = ref("incident.id")
    person_id: int | None = ref("person.id", nullable=True, merging=Merging.MOVES)
    """None: nobody could be reached."""
    whom: str = plain("one of four")
    at: datetime = moment(happened=True)


incident = core_table(IncidentRow)
report = core_table(ReportRow)
verification = core_table(VerificationRow)
answer = core_table(AnswerRow)
mute = core_table(MuteRow)
bundled = core_table(BundledRow)
task_media = core_table(TaskMediaRow)
remote_check = core_table(RemoteCheckRow)
task_change = core_table(TaskChangeRow)
message_window = core_table(MessageWindowRow)
place_key = core_table(PlaceKeyRow)
lead_summary = core_table(LeadSummaryRow)
escalation = core_table(EscalationRow)
escalation_call = core_table(EscalationCallRow)
escalation_pick = core_table(EscalationPickRow)
