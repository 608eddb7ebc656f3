"""The committee, as the domain registers it."""

from alerts.committee.account import ACCOUNT_DUE, send_account
from alerts.committee.setting_changes import HOLDS, holds
from alerts.work.area import DomainArea

AREA = DomainArea(name="committee", duties={ACCOUNT_DUE: send_account, HOLDS: holds})
