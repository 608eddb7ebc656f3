"""Vouching, how many vouches make a member, and the queue of who waits."""
