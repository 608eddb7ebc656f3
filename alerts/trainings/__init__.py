"""Trainings: when and where, who signed up, and who was there."""
