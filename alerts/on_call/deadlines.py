"""What happens to shifts at a moment. The names lie in running databases."""

from alerts.work.deadline import Deadline

ROTA_GROWS = Deadline("rota grows", insistent=True)
"""Of a rota: each day the shifts of one more day are made."""
GAPS_EARLY = Deadline("shift gaps early")
"""Three days before a shift coordinators hear which seats are free."""
GAPS_LATE = Deadline("shift gaps late")
"""And a day before."""
CONFIRM_SEATS = Deadline("shift confirm")
"""A day before everybody who has a seat is asked whether they will be there."""
SEEK_SUBSTITUTE = Deadline("shift substitute", insistent=True)
"""Whoever did not answer: the backups are asked."""
SEEK_WIDER = Deadline("shift substitute wider", insistent=True)
"""And then everybody else at the desk."""
SHIFT_SOON = Deadline("shift soon")
"""An hour before everybody who has a seat is reminded."""
SHIFT_STARTS = Deadline("shift starts", insistent=True)
"""Everybody who has a seat is asked to say that they are on."""
SHIFT_UNANSWERED = Deadline("shift unanswered", insistent=True)
"""The primary did not: backups begin, and coordinators hear."""
SHIFT_ENDS = Deadline("shift ends", insistent=True)
"""Whoever leaves hands the desk over."""
EVENING_PLAN = Deadline("shift evening plan")
"""Of a person who wants the plan every evening."""

OF_SHIFT = (
    GAPS_EARLY,
    GAPS_LATE,
    CONFIRM_SEATS,
    SEEK_SUBSTITUTE,
    SEEK_WIDER,
    SHIFT_SOON,
    SHIFT_STARTS,
    SHIFT_UNANSWERED,
    SHIFT_ENDS,
)
"""All that happens to one shift. Each is set when the shift is made: none waits for another to have come."""
