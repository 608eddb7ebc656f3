"""The list of people as a file, as the conversation registers it."""

from alerts.people.person import COORDINATOR
from alerts.roster import taps
from handlers.core.area import Command, ConversationArea, on
from handlers.roster import exporting

AREA = ConversationArea(
    name="roster",
    commands=(Command(name="export", run=exporting.export, roles=COORDINATOR, menu=158, help=375),),
    taps=(
        on(taps.AskForExport, exporting.ask, roles=COORDINATOR),
        on(taps.DropExport, exporting.drop, roles=COORDINATOR, elsewhere=True),
        on(taps.ApproveExport, exporting.approve, roles=COORDINATOR, elsewhere=True),
        on(taps.RefuseExport, exporting.refuse, roles=COORDINATOR, elsewhere=True),
    ),
)
