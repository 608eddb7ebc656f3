"""What is purged, and what a clock that was set back leaves behind."""
