"""How long messages stay on Signal: its chats with us make them vanish by themselves, on both phones."""

from datetime import timedelta

VANISH_AFTER = timedelta(days=7)
"""Counted from when each was read: as long as the longest incident may be open (our choice)."""
