"""Groups, as the conversation registers them."""

from alerts.groups import taps
from alerts.groups.responder_group import MAY_BE_IN
from alerts.people.person import COORDINATOR
from handlers.core.area import Command, ConversationArea, on
from handlers.core.inbound import InboundKind
from handlers.groups import connecting, witnesses

AREA = ConversationArea(
    name="groups",
    commands=(Command(name="group", run=witnesses.group, roles=MAY_BE_IN, menu=125, help=45),),
    taps=(
        on(taps.ConnectTown, connecting.connect, roles=COORDINATOR),
        on(taps.DontConnect, connecting.leave_unconnected, roles=COORDINATOR, elsewhere=True),
        on(taps.ForWitnesses, witnesses.for_witnesses, roles=COORDINATOR),
        on(taps.ForEverybody, witnesses.for_everybody, roles=COORDINATOR),
        on(taps.TakeAccountOut, witnesses.take_out, roles=COORDINATOR),
        on(taps.LetAccountStay, witnesses.let_stay, roles=COORDINATOR),
    ),
    events={
        InboundKind.GROUP_ADDED: connecting.added,
    },
)
