"""The tables that outbox and inbox work on, as SQLAlchemy Core sees them: rows by the hundred, no objects."""

from sqlmodel import SQLModel

from storage.core.deadline_tables import DeadlineRow
from storage.core.group_tables import GroupRow
from storage.core.inbox_tables import EnvelopeRow, InboxRow, ReceiverRow
from storage.core.line_tables import LeaseRow, LineRow
from storage.core.outbox_tables import DeliveryRow, NoticeRow, QuestionRow
from storage.core.people_tables import CodeRow, ContactRow, GrantRow, OfferRow, PersonRow, StepRow
from storage.incidents.tables import AnswerRow, IncidentRow, ReportRow, VerificationRow

contact = SQLModel.metadata.tables[str(ContactRow.__tablename__)]
deadline = SQLModel.metadata.tables[str(DeadlineRow.__tablename__)]
delivery = SQLModel.metadata.tables[str(DeliveryRow.__tablename__)]
envelope = SQLModel.metadata.tables[str(EnvelopeRow.__tablename__)]
grant = SQLModel.metadata.tables[str(GrantRow.__tablename__)]
group_chat = SQLModel.metadata.tables[str(GroupRow.__tablename__)]
inbox = SQLModel.metadata.tables[str(InboxRow.__tablename__)]
incident = SQLModel.metadata.tables[str(IncidentRow.__tablename__)]
line = SQLModel.metadata.tables[str(LineRow.__tablename__)]
notice = SQLModel.metadata.tables[str(NoticeRow.__tablename__)]
person = SQLModel.metadata.tables[str(PersonRow.__tablename__)]
question = SQLModel.metadata.tables[str(QuestionRow.__tablename__)]
receiver = SQLModel.metadata.tables[str(ReceiverRow.__tablename__)]
answer = SQLModel.metadata.tables[str(AnswerRow.__tablename__)]
code = SQLModel.metadata.tables[str(CodeRow.__tablename__)]
report = SQLModel.metadata.tables[str(ReportRow.__tablename__)]
step = SQLModel.metadata.tables[str(StepRow.__tablename__)]
verification = SQLModel.metadata.tables[str(VerificationRow.__tablename__)]
lease = SQLModel.metadata.tables[str(LeaseRow.__tablename__)]
offer = SQLModel.metadata.tables[str(OfferRow.__tablename__)]
