"""The network's directory: finding offices and services, and keeping the list of them."""
