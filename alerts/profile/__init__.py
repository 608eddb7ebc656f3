"""What people say of themselves: what they can do and when, whether they may be phoned, and when they are away."""
