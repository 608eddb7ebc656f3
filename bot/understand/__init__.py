"""How well messages are understood: labelled tables, what is right in them, the figures."""
