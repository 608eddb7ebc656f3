"""Legal holds in the database."""
