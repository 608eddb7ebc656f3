"""The words of the drill's page and of its story, apart from what the bot says to people."""
