"""Legal holds, as the conversation registers them."""

from alerts.legal_hold import taps
from alerts.people.person import COORDINATOR, VERIFIED
from handlers.core.area import Command, ConversationArea, on
from handlers.legal_hold import holding

AREA = ConversationArea(
    name="legal_hold",
    commands=(Command(name="hold", run=holding.hold, roles=COORDINATOR, menu=160, help=380),),
    taps=(
        on(taps.AskHold, holding.ask, roles=COORDINATOR),
        on(taps.AskHoldEnd, holding.ask_end, roles=COORDINATOR),
        on(taps.ApproveHold, holding.approve, roles=VERIFIED, elsewhere=True),
        on(taps.RefuseHold, holding.refuse, roles=VERIFIED, elsewhere=True),
    ),
)
