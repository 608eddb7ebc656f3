"""What people may know and have erased of themselves, as the domain registers it."""

from alerts.own_data.forgetting import GOODBYE_OVER, goodbye_over
from alerts.work.area import DomainArea

AREA = DomainArea(name="own_data", duties={GOODBYE_OVER: goodbye_over})
