"""The committee, as the conversation registers it."""

from alerts.committee import taps
from alerts.people.person import COMMITTEE
from handlers.committee import overseeing, setting_answers
from handlers.core.area import Command, ConversationArea, HelpParagraph, on

AREA = ConversationArea(
    name="committee",
    commands=(Command(name="committee", run=overseeing.committee, roles=COMMITTEE, menu=159, help=410),),
    taps=(
        on(taps.InviteToCommittee, overseeing.invite, roles=COMMITTEE),
        on(taps.ShowAccount, overseeing.show_account, roles=COMMITTEE),
        on(taps.ObjectToSetting, setting_answers.object_to, roles=COMMITTEE),
        on(taps.AgreeToSetting, setting_answers.agree, roles=COMMITTEE),
        on(taps.WithdrawObjection, setting_answers.withdraw, roles=COMMITTEE),
    ),
    help=(HelpParagraph(key="help.committee", place=400, roles=COMMITTEE),),
)
