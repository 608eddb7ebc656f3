"""Keeping little, as it is registered."""

from alerts.audit.kept import AUDIT
from alerts.upkeep.clearing_chats import CLEAR_CHATS, clear_chats
from alerts.upkeep.purging import PURGE_MAIL, purge_mail
from alerts.upkeep.retention_defaults import INQUIRY, MEDIA, MESSAGES
from alerts.work.area import DomainArea

AREA = DomainArea(
    name="upkeep",
    keeps=(INQUIRY, MESSAGES, MEDIA, AUDIT),
    duties={PURGE_MAIL: purge_mail, CLEAR_CHATS: clear_chats},
)
