"""Escalation policies of towns, and who covers another town's desk for a while."""
