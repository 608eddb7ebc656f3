"""Incidents, reports, verifications, answers."""
