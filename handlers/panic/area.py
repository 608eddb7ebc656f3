"""The destruction of everything, as the conversation registers it."""

from alerts.panic import taps
from alerts.people.person import COORDINATOR
from handlers.core.area import Command, ConversationArea, on
from handlers.panic import destroying_all

AREA = ConversationArea(
    name="panic",
    commands=(Command(name="panic", run=destroying_all.panic, roles=COORDINATOR, menu=161, help=390),),
    taps=(
        on(taps.LetterCame, destroying_all.letter, roles=COORDINATOR, elsewhere=True),
        on(taps.NothingCame, destroying_all.nothing, roles=COORDINATOR, elsewhere=True),
        on(taps.DestroyEverything, destroying_all.destroy, roles=COORDINATOR, elsewhere=True),
        on(taps.StopPanic, destroying_all.stop, roles=COORDINATOR, elsewhere=True),
    ),
)
