"""A loopback Telegram: the Bot API, phones and groups, within the published limits."""
