"""Joining, as the domain registers it."""

from alerts.joining.asking import DECLINE_OVER, decline_over
from alerts.joining.invitation_use import INVITATION_USED, tell_maker_of_many
from alerts.work.area import DomainArea

AREA = DomainArea(name="joining", duties={DECLINE_OVER: decline_over, INVITATION_USED: tell_maker_of_many})
