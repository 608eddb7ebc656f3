"""Tests of the running program's own parts."""
