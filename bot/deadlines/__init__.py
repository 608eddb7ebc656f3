"""What fires deadlines when they pass."""
