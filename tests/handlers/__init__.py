"""Tests of the conversation's machinery."""
