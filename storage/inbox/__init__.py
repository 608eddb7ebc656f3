"""What arrived: kept before the platform is told, answered in order."""
