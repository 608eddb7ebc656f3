"""Whether the alarm reaches people: one test message to everybody of a town, on each of their apps."""
