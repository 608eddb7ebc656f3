"""Towns that are no network's: what a place outside it is called."""
