"""The committee, as the domain registers it."""

from alerts.committee.account import ACCOUNT_DUE, send_account
from alerts.work.area import DomainArea

AREA = DomainArea(name="committee", duties={ACCOUNT_DUE: send_account})
