"""Groups, as the domain registers them: when the desk may be told again of one that refuses us."""

from alerts.groups import refused_groups
from alerts.work.area import DomainArea

AREA = DomainArea(
    name="groups", duties=dict.fromkeys((refused_groups.REFUSED, refused_groups.TOLD), refused_groups.forget)
)
