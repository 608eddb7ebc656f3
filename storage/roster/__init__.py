"""Invitations by the thousand, and the list of who is in."""
