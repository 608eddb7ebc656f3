"""Signing up, and /me: what somebody can do, when, and until when they are away."""
