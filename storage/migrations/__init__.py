"""Alembic's environment; run by storage/database/migrate.py, never by an alembic.ini."""
