"""The directory, as the conversation registers it."""

from alerts.directory import taps
from alerts.people.person import COORDINATOR
from handlers.core.area import Command, ConversationArea, during, on
from handlers.directory import adding, answering, changing, finding
from handlers.directory.steps import AskedToChoose, AskedToWrite, Reviewing

AREA = ConversationArea(
    name="directory",
    commands=(Command(name="contacts", run=finding.contacts, menu=145, help=25),),
    taps=(
        on(taps.ShowKind, finding.show_kind, while_suspended=True),
        on(taps.ShowMore, finding.show_more, while_suspended=True),
        on(taps.AddEntry, adding.begin, roles=COORDINATOR, elsewhere=True),
        on(taps.SaveEntry, adding.save, roles=COORDINATOR),
        on(taps.AskWhatToCorrect, adding.ask_what_to_correct, roles=COORDINATOR),
        on(taps.CorrectField, adding.correct, roles=COORDINATOR),
        on(taps.GiveUp, adding.give_up, roles=COORDINATOR),
        on(taps.OpenEntry, changing.open_, roles=COORDINATOR),
        on(taps.ChangeField, changing.ask_field, roles=COORDINATOR),
        on(taps.AskRemoval, changing.ask_removal, roles=COORDINATOR),
        on(taps.RemoveEntry, changing.remove, roles=COORDINATOR),
        on(taps.KeepEntry, changing.keep, roles=COORDINATOR, elsewhere=True),
        on(taps.ChooseKind, answering.choose_kind, roles=COORDINATOR),
        on(taps.ChooseEntryTown, answering.choose_town, roles=COORDINATOR),
        on(taps.ChooseViewers, answering.choose_viewers, roles=COORDINATOR),
        on(taps.LeaveEmpty, answering.leave_empty, roles=COORDINATOR),
    ),
    steps=(
        during(AskedToChoose, answering.chosen_in_words),
        during(AskedToWrite, answering.written),
        during(Reviewing, adding.wait_for_choice),
    ),
)
