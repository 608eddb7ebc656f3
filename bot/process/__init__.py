"""The parts of a long-running process: clock, services, wake-ups, heartbeat."""
