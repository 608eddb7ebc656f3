"""Shifts, as the domain registers them."""

from alerts.on_call import deadlines
from alerts.on_call.confirming_seats import ask_to_confirm, remind_soon_of_shift
from alerts.on_call.desk_handover import ask_to_hand_over
from alerts.on_call.evening_plan import send_evening_plan
from alerts.on_call.gap_notices import remind_of_gaps
from alerts.on_call.rota_growth import grow_rota
from alerts.on_call.seats_in_doubt import settle_doubt
from alerts.on_call.shift_kept import SHIFT_KEPT
from alerts.on_call.shift_start import begin_without_primary, ring_at_start
from alerts.on_call.substitutes import seek_substitute, seek_wider
from alerts.work.area import DomainArea
from alerts.work.on_duty import SEATS_IN_DOUBT

AREA = DomainArea(
    name="on_call",
    keeps=(SHIFT_KEPT,),
    duties={
        SEATS_IN_DOUBT: settle_doubt,
        deadlines.EVENING_PLAN: send_evening_plan,
        deadlines.ROTA_GROWS: grow_rota,
        deadlines.GAPS_EARLY: remind_of_gaps,
        deadlines.GAPS_LATE: remind_of_gaps,
        deadlines.CONFIRM_SEATS: ask_to_confirm,
        deadlines.SEEK_SUBSTITUTE: seek_substitute,
        deadlines.SEEK_WIDER: seek_wider,
        deadlines.SHIFT_SOON: remind_soon_of_shift,
        deadlines.SHIFT_STARTS: ring_at_start,
        deadlines.SHIFT_UNANSWERED: begin_without_primary,
        deadlines.SHIFT_ENDS: ask_to_hand_over,
    },
)
