"""Towns' groups and channels: connecting them."""
