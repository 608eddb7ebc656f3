"""Groups, as the conversation registers them."""

from alerts.groups import taps
from handlers.core.area import ConversationArea, on
from handlers.core.inbound import InboundKind
from handlers.groups import connecting

AREA = ConversationArea(
    name="groups",
    taps=(
        on(taps.ConnectTown, connecting.connect),
        on(taps.DontConnect, connecting.leave_unconnected),
    ),
    events={
        InboundKind.GROUP_ADDED: connecting.added,
        InboundKind.GROUP_REMOVED: connecting.removed,
    },
)
