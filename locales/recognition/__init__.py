"""Word lists by which messages are understood: one file a language, more languages than we write in."""
