"""What people may know and have erased of themselves, as the conversation registers it."""

from alerts.own_data import taps
from handlers.core.area import Command, ConversationArea, on
from handlers.own_data import forgetting_me, my_data

AREA = ConversationArea(
    name="own_data",
    commands=(
        Command(name="mydata", run=my_data.mydata, menu=92, help=26),
        Command(name="forget", run=forgetting_me.forget, menu=112, help=95),
    ),
    taps=(
        on(taps.ForgetMe, forgetting_me.forget_now, while_suspended=True),
        on(taps.RememberMe, forgetting_me.keep, while_suspended=True),
    ),
)
