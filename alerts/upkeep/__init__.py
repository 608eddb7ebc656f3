"""Keeping little: what is purged, and when."""
