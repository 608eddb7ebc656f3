"""What was done by whom and to whom, under pseudonyms: grants, removals, decisions."""
