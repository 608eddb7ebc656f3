"""Shifts at the desk, and who is on duty."""
