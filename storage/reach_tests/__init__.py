"""Tests of the alarm: who got one on which app, and when they answered."""
