"""Keys, sealed fields, and files that only we may read."""
