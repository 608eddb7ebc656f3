"""Joining, as the conversation registers it."""

from alerts.joining import taps
from alerts.people.person import COORDINATOR, OVERSIGHT
from handlers.core.area import Command, ConversationArea, HelpParagraph, HelpReader, on
from handlers.joining import invitation_list, inviting, joining, linking, on_paper

AREA = ConversationArea(
    name="joining",
    commands=(
        Command(name="start", run=joining.start, menu=10),
        Command(name="join", run=joining.join, while_suspended=False, menu=60, help=30, help_for=HelpReader.NOT_IN),
        Command(name="link", run=linking.link, while_suspended=False, menu=130, help=70, help_for=HelpReader.JOINED),
        Command(
            name="unlink", run=linking.unlink, while_suspended=False, menu=135, help=75, help_for=HelpReader.JOINED
        ),
        Command(name="invite", run=inviting.invite, roles=COORDINATOR, menu=149, help=310),
        Command(name="invites", run=invitation_list.invites, roles=COORDINATOR, menu=151, help=320),
    ),
    taps=(
        on(taps.Consent, joining.consent),
        on(taps.DontJoin, joining.decline, while_suspended=True),
        on(taps.ConfirmLink, linking.confirm),
        on(taps.AllowLink, linking.allow),
        on(taps.RefuseLink, linking.refuse, while_suspended=True),
        on(taps.UndoLink, linking.undo),
        on(taps.PartApp, linking.part),
        on(taps.KeepApps, linking.keep),
        on(taps.PartAppOf, linking.part_others, roles=COORDINATOR),
        on(taps.AskToJoin, joining.ask_to_join),
        on(taps.LetIn, joining.let_in, roles=COORDINATOR),
        on(taps.TurnAway, joining.turn_away, roles=COORDINATOR),
        on(taps.ShowInvitations, invitation_list.show, roles=COORDINATOR, elsewhere=True),
        on(taps.EndInvitation, invitation_list.end, roles=OVERSIGHT),
        on(taps.ApproveInvitation, invitation_list.approve, roles=OVERSIGHT, elsewhere=True),
        on(taps.RefuseInvitation, invitation_list.refuse, roles=OVERSIGHT, elsewhere=True),
        on(taps.NewInvitation, inviting.choose_role, roles=COORDINATOR, elsewhere=True),
        on(taps.ChooseInvitationTown, inviting.choose_town, roles=COORDINATOR, elsewhere=True),
        on(taps.ChooseInvitationUses, inviting.choose_uses, roles=COORDINATOR),
        on(taps.ChooseInvitationDays, inviting.choose_days, roles=COORDINATOR),
        on(taps.MakeInvitation, inviting.make, roles=COORDINATOR),
        on(taps.ShowSquare, on_paper.square, roles=COORDINATOR),
        on(taps.PrintInvitation, on_paper.page, roles=COORDINATOR),
    ),
    help=(HelpParagraph(key="help.coordinator", place=300, roles=COORDINATOR),),
)
