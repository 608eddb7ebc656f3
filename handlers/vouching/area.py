"""Vouching, as the conversation registers it."""

from alerts.people.person import COORDINATOR
from alerts.vouching import taps
from alerts.vouching.vouch import VOUCHERS
from handlers.core.area import Command, ConversationArea, HelpReader, during, on
from handlers.vouching import (
    batch_review,
    newcomer_page,
    responder_making,
    steps,
    vouching_by_code,
    vouching_rule,
    waiting_list,
)

AREA = ConversationArea(
    name="vouching",
    commands=(
        Command(
            name="vouch",
            run=vouching_by_code.vouch,
            while_suspended=False,
            menu=65,
            help=36,
            help_for=HelpReader.JOINED,
        ),
        Command(name="queue", run=waiting_list.queue, roles=COORDINATOR, menu=154, help=340),
        Command(name="vouching", run=vouching_rule.vouching, roles=COORDINATOR, menu=155, help=350),
    ),
    taps=(
        on(taps.ShowOwnCode, vouching_by_code.show_code),
        on(taps.GiveVouch, vouching_by_code.give, roles=VOUCHERS),
        on(taps.KeepVouch, vouching_by_code.keep),
        on(taps.VouchAsCoordinator, vouching_by_code.vouch_as_coordinator, roles=COORDINATOR),
        on(taps.AskVouchRule, vouching_rule.ask, roles=COORDINATOR, elsewhere=True),
        on(taps.SetVouchRule, vouching_rule.set_rule, roles=COORDINATOR, elsewhere=True),
        on(taps.ApproveVouchRule, vouching_rule.approve, roles=COORDINATOR, elsewhere=True),
        on(taps.RefuseVouchRule, vouching_rule.refuse, roles=COORDINATOR, elsewhere=True),
        on(taps.ShowQueues, waiting_list.show_towns, roles=COORDINATOR, elsewhere=True),
        on(taps.ShowQueue, waiting_list.show, roles=COORDINATOR),
        on(taps.ShowQueueOf, waiting_list.show_of, roles=COORDINATOR),
        on(taps.ShowVouchers, waiting_list.show_vouchers, roles=COORDINATOR),
        on(taps.ShowNewcomer, newcomer_page.show, roles=COORDINATOR),
        on(taps.ReviewBatch, batch_review.review, roles=COORDINATOR),
        on(taps.ConfirmBatch, batch_review.confirm, roles=COORDINATOR),
        on(taps.LetBatchIn, batch_review.let_in, roles=COORDINATOR),
        on(taps.KeepBatch, batch_review.keep, roles=COORDINATOR, elsewhere=True),
        on(taps.UndoLettingIn, batch_review.undo, roles=COORDINATOR),
        on(taps.MakeResponder, responder_making.make, roles=COORDINATOR),
        on(taps.AskTrainedElsewhere, responder_making.ask_where, roles=COORDINATOR),
        on(taps.NoteTrainedElsewhere, responder_making.note_where, roles=COORDINATOR),
    ),
    steps=(during(steps.ReviewingBatch, batch_review.written),),
)
