"""What happens to who covers another town's desk at a moment. The name lies in running databases."""

from alerts.work.deadline import Deadline

COVER_ENDS = Deadline("desk cover ends", insistent=True)
"""Its subject is the cover."""
