"""Escalation: who is rung when nobody takes or decides an incident, and in which order."""
