"""What happens to shifts at a moment. The names lie in running databases."""

from alerts.work.deadline import Deadline

ROTA_GROWS = Deadline("rota grows", insistent=True)
"""Of a rota: each day the shifts of one more day are made."""
