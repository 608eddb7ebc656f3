"""Many people at once: invitations from a list, and the list of who is in."""
