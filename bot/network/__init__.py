"""What the command line does to a network: founds, opens, destroys it; changes people, towns, lines, keys, rules."""
