"""Signal, on signal-cli-rest-api."""
