"""Trust, as the domain registers it."""

from alerts.trust.newcomers import NEWCOMERS, tell_of_newcomers
from alerts.trust.safety_number_changes import TRUST, UNASKED, ask_without_digits
from alerts.work.area import DomainArea
from alerts.work.quiet_period import end_quiet_period

AREA = DomainArea(
    name="trust",
    duties={TRUST: end_quiet_period, UNASKED: ask_without_digits, NEWCOMERS: tell_of_newcomers},
)
