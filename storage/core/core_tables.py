"""The tables that all areas refer to, as SQLAlchemy Core sees them: rows by the hundred, no objects."""

from storage.core.columns import core_table
from storage.core.deadline_tables import DeadlineRow
from storage.core.group_tables import GroupAccountRow, GroupMemberRow, GroupRow
from storage.core.inbox_tables import EnvelopeRow, InboxRow, ReceiverRow
from storage.core.line_tables import LeaseRow, LineRow
from storage.core.network_tables import NetworkRow, TownPairRow, TownRow
from storage.core.outbox_tables import DeliveryRow, NoticeRow, QuestionRow
from storage.core.people_tables import (
    CodeRow,
    ContactRow,
    GrantRow,
    HeldAddressRow,
    InvitedRow,
    OfferRow,
    PersonRow,
    RestingGrantRow,
    StepRow,
)
from storage.core.subject_tables import SubjectRow

code = core_table(CodeRow)
invited = core_table(InvitedRow)
contact = core_table(ContactRow)
deadline = core_table(DeadlineRow)
delivery = core_table(DeliveryRow)
envelope = core_table(EnvelopeRow)
grant = core_table(GrantRow)
group_account = core_table(GroupAccountRow)
group_chat = core_table(GroupRow)
group_member = core_table(GroupMemberRow)
held_address = core_table(HeldAddressRow)
inbox = core_table(InboxRow)
lease = core_table(LeaseRow)
line = core_table(LineRow)
network = core_table(NetworkRow)
notice = core_table(NoticeRow)
offer = core_table(OfferRow)
person = core_table(PersonRow)
question = core_table(QuestionRow)
receiver = core_table(ReceiverRow)
resting_grant = core_table(RestingGrantRow)
step = core_table(StepRow)
subject = core_table(SubjectRow)
town = core_table(TownRow)
town_pair = core_table(TownPairRow)
