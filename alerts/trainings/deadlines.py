"""What happens to a training, or to who attended one, at a moment. The names lie in running databases."""

from alerts.work.deadline import Deadline

REMIND_DAY = Deadline("training tomorrow")
REMIND_SOON = Deadline("training soon")
OVER = Deadline("training over")
"""Who coordinates there hears how many came."""
FORGET = Deadline("training forgotten", insistent=True, never_sooner=True)
"""The place goes, and who did not come; much later the training itself."""
REFRESHER = Deadline("training refresher", never_sooner=True)
"""Of a seat: whoever attended is asked to come to another training."""
