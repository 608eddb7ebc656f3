"""The drill's page: its guard, its phones, its story, and the whole of it in a real browser."""
