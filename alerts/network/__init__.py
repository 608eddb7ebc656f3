"""The network itself: its promises to the people in it, and what is kept how long."""
