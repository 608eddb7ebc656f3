"""What every network keeps whatever its areas are: messages, who wrote and never joined; and what it never keeps."""

from datetime import timedelta

from alerts.network.retention import Kept

INQUIRY = Kept("inquiry", timedelta(days=3))
"""Everything about people who wrote but never joined, counted from their last message."""
MESSAGES = Kept("messages", timedelta(days=3))
"""Contents of inbox and outbox, counted from when they came or were sent."""
MEDIA = Kept("media", timedelta(0))
"""Photos, videos and voice notes are passed on and never stored: a promise, hence no setting."""
