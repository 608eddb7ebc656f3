"""Trust, as the conversation registers it."""

from alerts.people.person import COORDINATOR, OVERSIGHT
from alerts.profile.taps import ShowTownSkilled
from alerts.trust import taps
from handlers.core.area import Command, ConversationArea, on
from handlers.trust import banning_people, comparing_numbers, locking, people_list, person_page

AREA = ConversationArea(
    name="trust",
    commands=(
        Command(name="lock", run=locking.lock, roles=COORDINATOR, menu=156, help=360),
        Command(name="people", run=people_list.people, roles=COORDINATOR, menu=152, help=330),
    ),
    taps=(
        on(taps.ShowDeskPeople, locking.show_town, roles=COORDINATOR),
        on(taps.ShowDeskPerson, locking.show_person, roles=OVERSIGHT),
        on(taps.SuspendPerson, locking.suspend, roles=OVERSIGHT),
        on(taps.LiftSuspension, locking.lift, roles=OVERSIGHT, elsewhere=True),
        on(taps.TakeRole, locking.take_role, roles=OVERSIGHT),
        on(taps.ShowChangedNumber, comparing_numbers.show, roles=OVERSIGHT, elsewhere=True),
        on(taps.ConfirmNumber, comparing_numbers.confirm, roles=OVERSIGHT, elsewhere=True),
        on(taps.ConfirmWithoutApp, comparing_numbers.confirm_without_app, roles=OVERSIGHT, elsewhere=True),
        on(taps.AskToBan, banning_people.ask, roles=COORDINATOR),
        on(taps.BanPerson, banning_people.ban, roles=COORDINATOR),
        on(taps.KeepPerson, banning_people.keep, roles=COORDINATOR, elsewhere=True),
        on(taps.ShowBans, banning_people.show, roles=COORDINATOR, elsewhere=True),
        on(taps.EndBan, banning_people.end, roles=COORDINATOR, elsewhere=True),
        on(taps.ShowTownPeople, people_list.show_town, roles=COORDINATOR),
        on(taps.ShowTownReaders, people_list.show_readers, roles=COORDINATOR),
        on(ShowTownSkilled, people_list.show_skilled, roles=COORDINATOR),
        on(taps.ShowVouchedFor, person_page.show_vouched_for, roles=OVERSIGHT, elsewhere=True),
        on(taps.ShowPersonPage, person_page.show, roles=COORDINATOR),
    ),
)
