"""Incidents, as the conversation registers them."""

from alerts.incidents import taps
from alerts.notices import Kind
from alerts.people.person import DESK, Role
from handlers.core.area import Command, ConversationArea, HelpParagraph, during, on
from handlers.incidents import (
    closing,
    confirming,
    desk,
    hearing,
    reporting,
    responding,
    steps,
    updating,
    verifying,
)

AREA = ConversationArea(
    name="incidents",
    commands=(
        Command(name="report", run=reporting.command, menu=20),
        Command(name="desk", run=desk.list_open, roles=DESK, menu=120),
    ),
    taps=(
        on(taps.Claim, desk.claim),
        on(taps.AskVerifiers, desk.ask_verifiers),
        on(taps.Unverifiable, desk.cannot_verify),
        on(taps.Merge, desk.ask_same),
        on(taps.SameAs, desk.merge),
        on(taps.Split, desk.split),
        on(taps.ChooseTown, desk.choose_town),
        on(taps.ShowAllWords, desk.show_all_words),
        on(taps.ShowCard, desk.show_card),
        on(taps.AskToEnd, closing.ask_back),
        on(taps.End, closing.end),
        on(taps.DontEnd, closing.leave_open),
        on(taps.Confirm, confirming.begin),
        on(taps.ChooseBasis, confirming.choose_basis),
        on(taps.LeaveWordsOut, confirming.leave_words_out),
        on(taps.Translate, confirming.ask_translation),
        on(taps.PreviewIn, confirming.show_in),
        on(taps.SendToMe, confirming.send_to_me),
        on(taps.SendAlert, confirming.send),
        on(taps.BackOut, confirming.back_out),
        on(taps.Update, updating.begin),
        on(taps.SendUpdate, updating.send),
        on(taps.WriteUpdate, updating.ask_words),
        on(taps.SendWrittenUpdate, updating.send_written),
        on(taps.Look, verifying.look),
        on(taps.AnswerAlert, responding.answer),
        on(taps.TellFact, reporting.tell_fact),
        on(taps.ReportTown, reporting.choose_town),
        on(taps.FileWords, reporting.file_words),
        on(taps.TakeBack, reporting.take_back),
    ),
    steps=(
        during(steps.Reporting, hearing.go_on),
        during(steps.WritingUpdate, updating.written),
        during(steps.Translating, confirming.translated),
    ),
    help=(
        HelpParagraph(key="help.responder", place=10, roles=frozenset({Role.RESPONDER})),
        HelpParagraph(key="help.desk", place=20, roles=DESK),
    ),
    stale={Kind.CARD: desk.late},
)
