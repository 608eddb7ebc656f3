"""Towns, and everything that refers to one."""
