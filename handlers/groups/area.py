"""Groups, as the conversation registers them."""

from alerts.groups import taps
from alerts.people.person import COORDINATOR
from handlers.core.area import ConversationArea, on
from handlers.core.inbound import InboundKind
from handlers.groups import connecting

AREA = ConversationArea(
    name="groups",
    taps=(
        on(taps.ConnectTown, connecting.connect, roles=COORDINATOR),
        on(taps.DontConnect, connecting.leave_unconnected, roles=COORDINATOR, elsewhere=True),
    ),
    events={
        InboundKind.GROUP_ADDED: connecting.added,
    },
)
