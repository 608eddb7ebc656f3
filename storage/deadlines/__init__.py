"""What happens at a moment unless it is called off."""
