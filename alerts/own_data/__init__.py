"""What is kept on one person, and its erasure when they want it."""
