"""Keeping little, as it is registered."""

from alerts.upkeep.duties import PURGE_MAIL, purge_mail
from alerts.upkeep.kept import INQUIRY, MEDIA, MESSAGES
from alerts.work.area import Area

AREA = Area(name="upkeep", keeps=(INQUIRY, MESSAGES, MEDIA), duties={PURGE_MAIL: purge_mail})
