"""Towns' groups and channels."""
