"""Joining, as the domain registers it."""

from alerts.joining.asking import DECLINE_OVER, decline_over
from alerts.work.area import DomainArea

AREA = DomainArea(name="joining", duties={DECLINE_OVER: decline_over})
