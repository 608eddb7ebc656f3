"""Logging, and the allow-list of what a log line may hold."""
