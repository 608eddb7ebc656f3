"""The committee, as the conversation registers it."""

from alerts.committee import taps
from alerts.people.person import COMMITTEE
from handlers.committee import overseeing
from handlers.core.area import Command, ConversationArea, on

AREA = ConversationArea(
    name="committee",
    commands=(Command(name="committee", run=overseeing.committee, roles=COMMITTEE, menu=158),),
    taps=(
        on(taps.InviteToCommittee, overseeing.invite, roles=COMMITTEE),
        on(taps.ShowAccount, overseeing.show_account, roles=COMMITTEE),
    ),
)
