"""Conversations about incidents: reporting, verifying, the desk, alerts."""
