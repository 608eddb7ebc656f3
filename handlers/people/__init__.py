"""What a person sets for themselves: language, towns, silence."""
