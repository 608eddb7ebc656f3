"""How long it is kept who had which shift."""

from datetime import timedelta

from alerts.network.retention import Kept

SHIFT_KEPT = Kept("shift", timedelta(days=90), at_joining=False)
"""Counted from its end (our choice): so long one sees whether shifts lie evenly on people's shoulders."""
