"""Coordinators put somebody out, and let them in again."""
