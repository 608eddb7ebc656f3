"""A network as the program of revision 0003 left it: its rows, its key file, and what stands on its people's phones."""
