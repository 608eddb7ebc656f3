"""What the bot says: one catalogue per language, and what turns a key and its values into text."""
