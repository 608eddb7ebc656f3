"""What people say of themselves, as the domain registers it."""

from alerts.profile.away import AWAY_OVER, away_over
from alerts.profile.trying_alarm import ALARM_TRIED, send_trial_alarm
from alerts.work.area import DomainArea

AREA = DomainArea(name="profile", duties={AWAY_OVER: away_over, ALARM_TRIED: send_trial_alarm})
