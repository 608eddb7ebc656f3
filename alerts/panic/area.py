"""The destruction of everything, as the domain registers it."""

from alerts.panic.destroying import DESTROY, destroy_now
from alerts.panic.letter import LETTER, remind_of_letter
from alerts.panic.request import REQUESTED, request_over
from alerts.work.area import DomainArea

AREA = DomainArea(name="panic", duties={REQUESTED: request_over, DESTROY: destroy_now, LETTER: remind_of_letter})
