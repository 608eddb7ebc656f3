"""Settings: environment, .env and *_FILE secrets."""
