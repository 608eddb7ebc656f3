"""The drill: loopback Telegram and Signal servers, and the story played against the real program."""
