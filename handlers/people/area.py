"""What people set for themselves, as the conversation registers it."""

from alerts.people import taps
from handlers.core.area import Command, ConversationArea, HelpReader, on
from handlers.core.inbound import InboundKind
from handlers.people import reachability, settings, towns

AREA = ConversationArea(
    name="people",
    commands=(
        Command(name="language", run=settings.language, menu=40, help=50),
        Command(name="leave", run=towns.leave, while_suspended=False, menu=70, help=80, help_for=HelpReader.JOINED),
        Command(name="status", run=settings.status, menu=80, help=60, help_for=HelpReader.JOINED),
        Command(name="stop", run=settings.stop, menu=110, help=90),
        Command(name="cancel", run=settings.cancel, menu=140),
    ),
    taps=(
        on(taps.ChooseLanguage, settings.choose_language, while_suspended=True),
        on(taps.AddTown, towns.add),
        on(taps.LeaveTown, towns.drop),
        on(taps.EnoughTowns, towns.enough),
        on(taps.StopWriting, settings.stop_now, while_suspended=True),
        on(taps.KeepWriting, settings.keep_writing, while_suspended=True),
    ),
    events={
        InboundKind.STOPPED: reachability.blocked,
        InboundKind.RETURNED: reachability.unblocked,
    },
)
