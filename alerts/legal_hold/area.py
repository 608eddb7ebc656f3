"""Legal holds, as the domain registers them."""

from alerts.legal_hold.hold_end import ENDS, ENDS_SOON, hold_ends, hold_ends_soon
from alerts.legal_hold.requesting import ASKED_LATELY, UNANSWERED, lapse
from alerts.work.area import DomainArea
from alerts.work.quiet_period import end_quiet_period

AREA = DomainArea(
    name="legal_hold",
    duties={
        ENDS: hold_ends,
        ENDS_SOON: hold_ends_soon,
        UNANSWERED: lapse,
        ASKED_LATELY: end_quiet_period,
    },
)
