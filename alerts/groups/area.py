"""Groups, as the domain registers them: when the desk may be told again of one that refuses us."""

from alerts.groups import refused_groups
from alerts.work.area import DomainArea
from alerts.work.quiet_period import end_quiet_period

AREA = DomainArea(name="groups", duties=dict.fromkeys((refused_groups.REFUSED, refused_groups.TOLD), end_quiet_period))
