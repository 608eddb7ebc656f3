"""Shifts, as the domain registers them."""

from alerts.on_call import deadlines
from alerts.on_call.rota_growth import grow_rota
from alerts.on_call.shift_kept import SHIFT_KEPT
from alerts.work.area import DomainArea

AREA = DomainArea(name="on_call", keeps=(SHIFT_KEPT,), duties={deadlines.ROTA_GROWS: grow_rota})
