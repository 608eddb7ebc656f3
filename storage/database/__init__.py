"""The database itself, SQLite or PostgreSQL: opening, writing one at a time, faults, leases, migrations."""
