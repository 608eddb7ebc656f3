"""The areas of storage: one line each, and what they register together."""

from alerts.upkeep.ports import PURGE
from storage.area import StorageArea
from storage.audit.area import AREA as AUDIT
from storage.committee.area import AREA as COMMITTEE
from storage.directory.area import AREA as DIRECTORY
from storage.escalation.area import AREA as ESCALATION
from storage.groups.area import AREA as GROUPS
from storage.incidents.area import AREA as INCIDENTS
from storage.joining.area import AREA as JOINING
from storage.legal_hold.area import AREA as LEGAL_HOLD
from storage.lines.area import AREA as LINES
from storage.on_call.area import AREA as ON_CALL
from storage.outbox.area import AREA as OUTBOX
from storage.own_data.area import AREA as OWN_DATA
from storage.panic.area import AREA as PANIC
from storage.profile.area import AREA as PROFILE
from storage.reach_tests.area import AREA as REACH_TESTS
from storage.roster.area import AREA as ROSTER
from storage.towns.area import AREA as TOWNS
from storage.trainings.area import AREA as TRAININGS
from storage.trust.area import AREA as TRUST
from storage.upkeep.purge import SqlPurge
from storage.vouching.area import AREA as VOUCHING

AREAS: tuple[StorageArea, ...] = (
    OUTBOX,
    INCIDENTS,
    LINES,
    GROUPS,
    JOINING,
    DIRECTORY,
    AUDIT,
    COMMITTEE,
    TRUST,
    TOWNS,
    TRAININGS,
    ON_CALL,
    OWN_DATA,
    ROSTER,
    PROFILE,
    PANIC,
    REACH_TESTS,
    LEGAL_HOLD,
    VOUCHING,
    ESCALATION,
)


def _merged() -> StorageArea:
    """Gather what all areas register. Raises ValueError where two areas fulfil one port."""
    merged = StorageArea("all")
    for area in AREAS:
        for port, make in area.repositories.items():
            merged.fulfils(port, make)
        merged.engaged += area.engaged
        merged.busy += area.busy
        merged.held += area.held
        merged.purges += area.purges
    # Over all areas: none of them may have anybody purged who is in the midst of something of another one.
    merged.fulfils(PURGE, lambda session, vault: SqlPurge(session, vault, merged))
    return merged


EVERYTHING = _merged()
