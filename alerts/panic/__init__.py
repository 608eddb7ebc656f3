"""Destroying everything that is kept, at once, by two persons, unless a letter asks for it to be kept."""
