"""Groups, as the domain registers them: when the desk may be told again of one that refuses us."""

from alerts.groups import (
    account_decay,
    bot_membership,
    join_requests,
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
        telling_members.TELL: telling_members.tell_members,
        strangers.STRANGERS: strangers.tell_of_strangers,
        account_decay.PURGE: account_decay.purge_accounts,
        join_requests.REFUSED: join_requests.tell_of_refused,
    },
)
