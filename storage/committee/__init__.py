"""What the committee watches over."""
