"""The committee, as the domain registers it."""

from alerts.committee.monthly_account import ACCOUNT_DUE, send_account
from alerts.committee.setting_changes import HOLDS, take_effect
from alerts.work.area import DomainArea

AREA = DomainArea(name="committee", duties={ACCOUNT_DUE: send_account, HOLDS: take_effect})
