"""Escalation, as the conversation registers it."""

from alerts.escalation import taps
from alerts.people.person import COORDINATOR, DESK
from handlers.core.area import Command, ConversationArea, on
from handlers.escalation import escalate_command, policy_changes, policy_page

AREA = ConversationArea(
    name="escalation",
    commands=(
        Command(name="escalate", run=escalate_command.escalate, roles=DESK, menu=128, help=219),
        Command(name="escalation", run=policy_page.policy, roles=COORDINATOR, menu=162, help=376),
    ),
    taps=(
        on(taps.CoverDesk, escalate_command.cover, roles=DESK, asked=DESK),
        on(taps.AskToEscalate, escalate_command.ask, roles=DESK),
        on(taps.EscalateNow, escalate_command.now, roles=DESK),
        on(taps.DontEscalate, escalate_command.leave, roles=DESK, elsewhere=True),
        on(taps.ShowPolicy, policy_page.show, roles=COORDINATOR),
        on(taps.ChooseStep, policy_changes.choose_step, roles=COORDINATOR),
        on(taps.SetStep, policy_changes.set_step, roles=COORDINATOR),
        on(taps.DropStep, policy_changes.drop_step, roles=COORDINATOR),
        on(taps.AddStep, policy_changes.add_step, roles=COORDINATOR),
        on(taps.SetNewStep, policy_changes.set_new_step, roles=COORDINATOR),
        on(taps.SetEvery, policy_changes.set_every, roles=COORDINATOR),
        on(taps.UseUsual, policy_changes.use_usual, roles=COORDINATOR),
    ),
)
