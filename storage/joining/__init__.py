"""Invitations, and linking two transports of one person."""
