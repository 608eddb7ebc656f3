"""Lines, as the domain registers them: when the desk may be told of a trouble again."""

from alerts.lines import deaf_windows, refused_people, safety_numbers, troubles, unheard
from alerts.work.area import DomainArea

AREA = DomainArea(
    name="lines",
    duties={
        safety_numbers.CHANGED: safety_numbers.forget,
        deaf_windows.ASKED: deaf_windows.ask_again,
        deaf_windows.TOLD: deaf_windows.tell_rest,
        unheard.ASKED: unheard.forget,
        unheard.TOLD: unheard.forget,
        refused_people.MESSAGE: refused_people.forget,
        refused_people.ANYBODY: refused_people.forget,
        **troubles.duties(),
    },
)
