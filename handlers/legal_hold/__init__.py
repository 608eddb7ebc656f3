"""/hold: one incident is kept longer for a court."""
