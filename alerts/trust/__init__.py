"""Who may be put out, by whom, and who hears of it at once."""
