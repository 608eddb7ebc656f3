"""`rebato receive`: a small server that is always up, and keeps what Signal's bridge posts while the bot is away."""
