"""Lines (bot accounts and Signal numbers): which there are, their troubles, what they did not hear."""
