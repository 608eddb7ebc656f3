"""Groups, as the conversation registers them."""

from alerts.groups import taps
from alerts.groups.responder_group import MAY_BE_IN
from alerts.people.person import COORDINATOR
from handlers.core.area import Command, ConversationArea, on
from handlers.core.inbound import InboundKind
from handlers.groups import connecting, group_list, responder_groups

AREA = ConversationArea(
    name="groups",
    commands=(Command(name="group", run=responder_groups.group, roles=MAY_BE_IN, menu=125, help=45),),
    taps=(
        on(taps.ConnectTown, connecting.connect, roles=COORDINATOR),
        on(taps.DontConnect, connecting.leave_unconnected, roles=COORDINATOR, elsewhere=True),
        on(taps.CutOffGroup, group_list.cut_off, roles=COORDINATOR),
        on(taps.ShowTownGroups, group_list.show, roles=COORDINATOR),
        on(taps.ReadByResponders, responder_groups.for_responders, roles=COORDINATOR),
        on(taps.ReadByEverybody, responder_groups.for_everybody, roles=COORDINATOR),
        on(taps.TakeAccountOut, responder_groups.take_out, roles=COORDINATOR),
        on(taps.LetAccountStay, responder_groups.let_stay, roles=COORDINATOR),
    ),
    events={
        InboundKind.GROUP_ADDED: connecting.added,
    },
)
