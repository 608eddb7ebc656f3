"""How long each thing may wait, and what then; the times and their sources in one place."""

from datetime import timedelta

from alerts.network.retention import Kept

CLAIM_NUDGE = timedelta(seconds=60)
"""A claim without a step: its dispatcher is reminded (PRACTICE.md, "Minutes, taps, sleep")."""
CLAIM_LAPSE = timedelta(minutes=2)
"""A claim without a step: anybody may take it."""
UNCLAIMED = (timedelta(minutes=1), timedelta(minutes=3), timedelta(minutes=8))
"""Nobody took it: the desk is rung again; the last two times the coordinators too (our choice)."""
REPORT_BACK = timedelta(minutes=10)
"""A verifier is asked to write back within this time after arriving."""
ASK_LASTS = timedelta(minutes=45)
"""A question to a verifier is worth nothing after that."""
ALERT_LASTS = timedelta(hours=2)
"""Every alert expires (CAP `expires`); past it nobody is sent there (our default)."""
REPORT_OPEN = timedelta(minutes=30)
"""So long what a reporter adds belongs to the report (the time within which reports join)."""
FORGOTTEN = timedelta(days=7)
"""Nobody closed it: it counts as closed this long after it was opened, so that it is purged like any other."""
CARD_PAUSE = timedelta(seconds=1)
"""Counts on the card are brought up to date this long after they changed."""
VERIFIERS = 3
"""How many are asked to look at once."""
KEPT = Kept("incident", timedelta(days=7))
"""Exact place and texts of an incident and its reports, counted from its closing."""
