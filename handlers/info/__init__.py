"""What the bot says about itself, about rights, and about what it keeps."""
