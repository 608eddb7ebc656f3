"""Notices and their deliveries: posted, claimed, recorded."""
