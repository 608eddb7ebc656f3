"""Shifts, as storage registers them."""

from alerts.on_call.hotline_phone import HOTLINE_PHONES
from alerts.on_call.ports import ROTAS, SHIFT_SEATS, SHIFT_WISHES, SHIFTS
from alerts.work.on_duty import ON_DUTY
from storage.area import StorageArea
from storage.on_call.hotline_phones import SqlHotlinePhones
from storage.on_call.on_duty import SqlOnDuty
from storage.on_call.rotas import SqlRotas
from storage.on_call.shift_purge import purge_shifts
from storage.on_call.shift_seats import SqlShiftSeats
from storage.on_call.shift_wishes import SqlShiftWishes
from storage.on_call.shifts import SqlShifts

AREA = StorageArea("on call")
AREA.fulfils(ON_DUTY, SqlOnDuty)
AREA.fulfils(SHIFTS, SqlShifts)
AREA.fulfils(SHIFT_SEATS, SqlShiftSeats)
AREA.fulfils(SHIFT_WISHES, SqlShiftWishes)
AREA.fulfils(ROTAS, SqlRotas)
AREA.fulfils(HOTLINE_PHONES, SqlHotlinePhones)
AREA.purges.append(purge_shifts)
