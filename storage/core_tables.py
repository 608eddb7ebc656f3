"""The tables that outbox and inbox work on, as SQLAlchemy Core sees them: rows by the hundred, no objects."""

from sqlmodel import SQLModel

from storage import tables

contact = SQLModel.metadata.tables[str(tables.ContactRow.__tablename__)]
deadline = SQLModel.metadata.tables[str(tables.DeadlineRow.__tablename__)]
delivery = SQLModel.metadata.tables[str(tables.DeliveryRow.__tablename__)]
envelope = SQLModel.metadata.tables[str(tables.EnvelopeRow.__tablename__)]
grant = SQLModel.metadata.tables[str(tables.GrantRow.__tablename__)]
group_chat = SQLModel.metadata.tables[str(tables.GroupRow.__tablename__)]
inbox = SQLModel.metadata.tables[str(tables.InboxRow.__tablename__)]
incident = SQLModel.metadata.tables[str(tables.IncidentRow.__tablename__)]
line = SQLModel.metadata.tables[str(tables.LineRow.__tablename__)]
notice = SQLModel.metadata.tables[str(tables.NoticeRow.__tablename__)]
person = SQLModel.metadata.tables[str(tables.PersonRow.__tablename__)]
question = SQLModel.metadata.tables[str(tables.QuestionRow.__tablename__)]
receiver = SQLModel.metadata.tables[str(tables.ReceiverRow.__tablename__)]
answer = SQLModel.metadata.tables[str(tables.AnswerRow.__tablename__)]
code = SQLModel.metadata.tables[str(tables.CodeRow.__tablename__)]
report = SQLModel.metadata.tables[str(tables.ReportRow.__tablename__)]
step = SQLModel.metadata.tables[str(tables.StepRow.__tablename__)]
verification = SQLModel.metadata.tables[str(tables.VerificationRow.__tablename__)]
lease = SQLModel.metadata.tables[str(tables.LeaseRow.__tablename__)]
offer = SQLModel.metadata.tables[str(tables.OfferRow.__tablename__)]
