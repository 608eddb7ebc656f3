"""The drill's servers, driven by the real clients."""
