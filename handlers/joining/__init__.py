"""Joining by invitation, and linking two transports."""
