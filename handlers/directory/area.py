"""The directory, as the conversation registers it."""

from alerts.directory import taps
from handlers.core.area import Command, ConversationArea, during, on
from handlers.directory import adding, answering, changing, finding
from handlers.directory.steps import AskedToChoose, AskedToWrite, Reviewing

AREA = ConversationArea(
    name="directory",
    commands=(Command(name="contacts", run=finding.contacts, menu=145, help=25),),
    taps=(
        on(taps.ShowKind, finding.show_kind, while_suspended=True),
        on(taps.ShowMore, finding.show_more, while_suspended=True),
        on(taps.AddEntry, adding.begin),
        on(taps.SaveEntry, adding.save),
        on(taps.AskWhatToCorrect, adding.ask_what_to_correct),
        on(taps.CorrectField, adding.correct),
        on(taps.GiveUp, adding.give_up),
        on(taps.OpenEntry, changing.open_),
        on(taps.ChangeField, changing.ask_field),
        on(taps.AskRemoval, changing.ask_removal),
        on(taps.RemoveEntry, changing.remove),
        on(taps.KeepEntry, changing.keep),
        on(taps.ChooseKind, answering.choose_kind),
        on(taps.ChooseEntryTown, answering.choose_town),
        on(taps.ChooseViewers, answering.choose_viewers),
        on(taps.LeaveEmpty, answering.leave_empty),
    ),
    steps=(
        during(AskedToChoose, answering.chosen_in_words),
        during(AskedToWrite, answering.written),
        during(Reviewing, adding.wait_for_choice),
    ),
)
