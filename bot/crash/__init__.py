"""`rebato crash`: the real program is killed at random moments, and what is lost or said twice is counted."""
