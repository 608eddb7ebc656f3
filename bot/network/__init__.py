"""What the command line does to a network: found it, open it, invite to it, add and retire its lines."""
