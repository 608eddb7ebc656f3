"""Groups, as the domain registers them: when the desk may be told again of one that refuses us."""

from alerts.groups import (
    account_purge,
    admission_requests,
    bot_membership,
    missing_rights,
    refused_groups,
    strangers,
    telling_members,
)
from alerts.work.area import DomainArea
from alerts.work.quiet_period import end_quiet_period

_QUIET = (
    refused_groups.REFUSED,
    refused_groups.TOLD,
    bot_membership.ASKED_AGAIN,
    strangers.TOLD,
    *missing_rights.TOLD.values(),
)

AREA = DomainArea(
    name="groups",
    duties={
        **dict.fromkeys(_QUIET, end_quiet_period),
        telling_members.TELL: telling_members.tell_what_members_see,
        strangers.STRANGERS: strangers.tell_of_strangers,
        account_purge.PURGE: account_purge.purge_accounts,
        admission_requests.REFUSED: admission_requests.tell_of_refused,
    },
)
