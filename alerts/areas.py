"""The areas of the domain: one line each, and what they register together."""

from alerts.committee.area import AREA as COMMITTEE
from alerts.escalation.area import AREA as ESCALATION
from alerts.groups.area import AREA as GROUPS
from alerts.incidents.area import AREA as INCIDENTS
from alerts.joining.area import AREA as JOINING
from alerts.legal_hold.area import AREA as LEGAL_HOLD
from alerts.lines.area import AREA as LINES
from alerts.on_call.area import AREA as ON_CALL
from alerts.own_data.area import AREA as OWN_DATA
from alerts.panic.area import AREA as PANIC
from alerts.profile.area import AREA as PROFILE
from alerts.reach_tests.area import AREA as REACH_TESTS
from alerts.roster.area import AREA as ROSTER
from alerts.trainings.area import AREA as TRAININGS
from alerts.trust.area import AREA as TRUST
from alerts.upkeep.area import AREA as UPKEEP
from alerts.vouching.area import AREA as VOUCHING
from alerts.work import card_refresh
from alerts.work.area import DomainArea, merged

AREAS: tuple[DomainArea, ...] = (
    INCIDENTS,
    LINES,
    GROUPS,
    UPKEEP,
    OWN_DATA,
    PANIC,
    LEGAL_HOLD,
    JOINING,
    COMMITTEE,
    PROFILE,
    TRUST,
    REACH_TESTS,
    TRAININGS,
    ON_CALL,
    VOUCHING,
    ROSTER,
    ESCALATION,
)
DUTIES = merged([*AREAS, card_refresh.area({kind: show for area in AREAS for kind, show in area.cards.items()})])
KEEPS = tuple(kept for area in AREAS for kept in area.keeps)
"""The rows of the retention table, in the order in which people are shown them."""
