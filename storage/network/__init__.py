"""The network and its towns."""
