"""Legal holds, as the domain registers them."""

from alerts.legal_hold.hold_end import ENDS, ENDS_SOON, hold_ends, hold_ends_soon
from alerts.legal_hold.requesting import UNANSWERED, lapse
from alerts.work.area import DomainArea

AREA = DomainArea(name="legal_hold", duties={ENDS: hold_ends, ENDS_SOON: hold_ends_soon, UNANSWERED: lapse})
