"""Alembic's environment; run by storage/migrate.py, never by an alembic.ini."""
