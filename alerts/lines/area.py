"""Lines, as the domain registers them: when the desk may be told of a trouble again."""

from alerts.lines import calls, deaf_windows, refused_people, safety_numbers, troubles, unheard
from alerts.work.area import DomainArea
from alerts.work.quiet_period import end_quiet_period

AREA = DomainArea(
    name="lines",
    duties={
        safety_numbers.CHANGED: end_quiet_period,
        deaf_windows.ASKED: deaf_windows.ask_again,
        deaf_windows.TOLD: deaf_windows.tell_rest,
        calls.TOLD: end_quiet_period,
        unheard.ASKED: end_quiet_period,
        unheard.TOLD: end_quiet_period,
        refused_people.MESSAGE: end_quiet_period,
        refused_people.ANYBODY: end_quiet_period,
        **troubles.duties(),
    },
)
