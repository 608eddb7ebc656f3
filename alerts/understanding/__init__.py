"""What one message says: its intent, town, places, time, who saw it, what is private. Pure rules on word lists."""
