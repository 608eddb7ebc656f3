"""What each word of a message is for a place, and the runs of words that are one."""
