"""What every area's conversation uses: the turn, the router, choices."""
