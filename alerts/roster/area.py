"""People in numbers, as the domain registers it."""

from alerts.roster.exporting import EXPORT_OVER, lapse
from alerts.work.area import DomainArea

AREA = DomainArea(name="roster", duties={EXPORT_OVER: lapse})
