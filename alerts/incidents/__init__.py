"""Incidents: from the first report to the closing message."""
