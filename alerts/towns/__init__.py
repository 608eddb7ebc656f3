"""Towns of the network: added, renamed, moved, merged, split and retired while it runs."""
