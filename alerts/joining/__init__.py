"""Invitations, consent, and linking two transports of one person."""
