"""Trainings: signing up, announcing them, and marking who came."""
