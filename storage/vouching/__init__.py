"""Vouches, and how many of them the network asks for."""
