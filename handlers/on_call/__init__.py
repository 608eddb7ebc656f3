"""Shifts: who is on, taking and handing on seats, and planning them."""
