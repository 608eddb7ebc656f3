"""What happens in the course of a test, by its id; and of a monthly one, by that of its schedule."""

from alerts.work.deadline import Deadline

RESULTS = Deadline("reach results")
"""The coordinators are told."""
PAGES = Deadline("reach pages")
"""The results that are shown follow the answers."""
OVER = Deadline("reach over")
"""Answers count no more."""
FORGET = Deadline("reach forget", insistent=True, never_sooner=True)
MONTHLY = Deadline("reach monthly", insistent=True)
