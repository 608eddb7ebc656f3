"""Signal, on signalbot and signal-cli-rest-api."""
