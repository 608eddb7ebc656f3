"""Towns' groups and channels, and who is in them."""
