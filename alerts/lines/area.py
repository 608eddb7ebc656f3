"""Lines, as the domain registers them: when the desk may be told of a trouble again."""

from alerts.lines import refusals, troubles
from alerts.work.area import Area

AREA = Area(
    name="lines",
    duties={
        refusals.SAFETY: refusals.forget,
        refusals.GROUP: refusals.forget,
        **troubles.duties(),
    },
)
