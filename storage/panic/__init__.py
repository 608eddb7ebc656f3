"""Emptying the whole database, and the one row that says so."""
