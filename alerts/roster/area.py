"""Lists of people, as the domain registers them: their import, and the export that waits for an answer."""

from alerts.roster.exporting import EXPORT_OVER, lapse
from alerts.roster.inviting_list import LIST_UNTOLD, tell_of_list
from alerts.work.area import DomainArea

AREA = DomainArea(name="roster", duties={EXPORT_OVER: lapse, LIST_UNTOLD: tell_of_list})
