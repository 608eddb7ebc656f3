"""Places as people name them: where a text says it is, and whether two of them are one."""
