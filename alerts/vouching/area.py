"""Vouching, as the domain registers it."""

from alerts.joining.join_request import REQUESTS
from alerts.vouching.queue_reminders import QUEUE_COLD, QUEUE_GREW, tell_how_many, tell_of_cold
from alerts.work.area import DomainArea

AREA = DomainArea(name="vouching", keeps=(REQUESTS,), duties={QUEUE_GREW: tell_how_many, QUEUE_COLD: tell_of_cold})
