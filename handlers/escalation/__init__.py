"""Escalation: ringing the next people at once, covering another town's desk, and saying how a town escalates."""
