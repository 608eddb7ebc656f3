"""What every use case works with: the unit of work, and the ports that storage fulfils for all areas."""
