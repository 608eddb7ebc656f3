"""The areas of the conversation: one line each, and the router over them all."""

from handlers.audit.area import AREA as AUDIT
from handlers.committee.area import AREA as COMMITTEE
from handlers.core.area import ConversationArea
from handlers.core.router import Fallbacks, Router
from handlers.directory.area import AREA as DIRECTORY
from handlers.escalation.area import AREA as ESCALATION
from handlers.groups.area import AREA as GROUPS
from handlers.incidents import asking_back, free_messages, limits, live_location
from handlers.incidents.area import AREA as INCIDENTS
from handlers.info import help as help_
from handlers.info import texts
from handlers.info.area import AREA as INFO
from handlers.joining.area import AREA as JOINING
from handlers.legal_hold.area import AREA as LEGAL_HOLD
from handlers.on_call.area import AREA as ON_CALL
from handlers.own_data.area import AREA as OWN_DATA
from handlers.panic.area import AREA as PANIC
from handlers.people.area import AREA as PEOPLE
from handlers.profile.area import AREA as PROFILE
from handlers.reach_tests.area import AREA as REACH_TESTS
from handlers.roster.area import AREA as ROSTER
from handlers.towns.area import AREA as TOWNS
from handlers.trainings.area import AREA as TRAININGS
from handlers.trust.area import AREA as TRUST
from handlers.vouching.area import AREA as VOUCHING

AREAS: tuple[ConversationArea, ...] = (
    INCIDENTS,
    PEOPLE,
    TOWNS,
    JOINING,
    ROSTER,
    TRUST,
    AUDIT,
    COMMITTEE,
    GROUPS,
    DIRECTORY,
    TRAININGS,
    ON_CALL,
    INFO,
    OWN_DATA,
    PROFILE,
    PANIC,
    REACH_TESTS,
    LEGAL_HOLD,
    VOUCHING,
    ESCALATION,
)
FALLBACKS = Fallbacks(
    words=asking_back.words,
    plea=asking_back.words,
    piece=asking_back.piece,
    moved=live_location.moved,
    greeting=texts.hello,
    reaction=free_messages.reaction,
    pleads=limits.pleads,
    is_beyond=limits.is_beyond,
    bundle=limits.bundle,
)
ROUTER = Router([*AREAS, help_.area(AREAS)], FALLBACKS)
