"""The network's directory of offices and services."""
