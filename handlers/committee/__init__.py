"""The committee sees who coordinates, suspends them, admits its members and reads its account."""
