"""How long the audit log is kept."""

from datetime import timedelta

from alerts.network.retention import Kept

AUDIT = Kept("audit", timedelta(days=365))
"""Who let in or put out whom, and who decided what, under pseudonyms, counted from the deed (set when ordered)."""
