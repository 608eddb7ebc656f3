"""The network's bot accounts and Signal numbers."""
