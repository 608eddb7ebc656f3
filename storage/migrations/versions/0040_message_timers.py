"""Which chats and groups on Signal make messages vanish by themselves: none that is there already does yet."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    for table in ("contact", "group_chat"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("timer_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0040: restore a copy of the data from before it")
