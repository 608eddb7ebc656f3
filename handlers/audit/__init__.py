"""Coordinators read what was done, by whom and to whom."""
