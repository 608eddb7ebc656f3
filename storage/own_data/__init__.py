"""What every table holds of one person."""
