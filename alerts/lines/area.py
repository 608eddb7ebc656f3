"""Lines, as the domain registers them: when the desk may be told of a trouble again."""

from alerts.lines import refused_people, safety_numbers, troubles, unheard
from alerts.work.area import DomainArea

AREA = DomainArea(
    name="lines",
    duties={
        safety_numbers.CHANGED: safety_numbers.forget,
        unheard.ASKED: unheard.forget,
        unheard.TOLD: unheard.forget,
        refused_people.MESSAGE: refused_people.forget,
        refused_people.ANYBODY: refused_people.forget,
        **troubles.duties(),
    },
)
