"""Trainings, and who signed up for them."""
