"""The lines of this run: which there are, who works them, and with what."""
