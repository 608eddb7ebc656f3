"""What notices are about, as storage registers it: the subjects, whichever area they belong to."""

from sqlalchemy import exists

from alerts.work.chat_copies import CHAT_COPIES
from alerts.work.subject import SUBJECTS
from storage.area import StorageArea
from storage.core.core_tables import contact, delivery, notice, person, subject
from storage.outbox.chat_copies import SqlChatCopies
from storage.outbox.subjects import SqlSubjects

AREA = StorageArea("outbox")
AREA.fulfils(SUBJECTS, SqlSubjects)
AREA.fulfils(CHAT_COPIES, SqlChatCopies)
AREA.busy.append(
    # Whoever was told of something hears its end.
    exists().where(
        contact.c.person_id == person.c.id,
        delivery.c.contact_id == contact.c.id,
        delivery.c.notice_id == notice.c.id,
        notice.c.subject_id == subject.c.id,
        subject.c.closed_at.is_(None),
    )
)
