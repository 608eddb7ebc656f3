"""Trust, as the conversation registers it."""

from alerts.people.person import COORDINATOR
from alerts.trust import taps
from handlers.core.area import Command, ConversationArea, on
from handlers.trust import locking

AREA = ConversationArea(
    name="trust",
    commands=(Command(name="lock", run=locking.lock, roles=COORDINATOR, menu=155),),
    taps=(
        on(taps.ShowDeskPeople, locking.show_town, roles=COORDINATOR),
        on(taps.ShowDeskPerson, locking.show_person, roles=COORDINATOR),
        on(taps.SuspendPerson, locking.suspend, roles=COORDINATOR),
        on(taps.LiftSuspension, locking.lift, roles=COORDINATOR),
        on(taps.TakeRole, locking.take_role, roles=COORDINATOR),
    ),
)
