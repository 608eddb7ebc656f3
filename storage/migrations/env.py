"""Migrations, run on the connection that storage/database/migrate.py hands over, inside its transaction."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["metadata"],
    render_as_batch=True,  # SQLite changes a table by copying it.
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
