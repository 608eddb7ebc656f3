"""When we learned that a line could not hear."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("deaf", schema=None) as batch_op:
        # Of those that stand everybody has heard.
        batch_op.add_column(sa.Column("kept_at", sa.BigInteger(), nullable=False, server_default="0"))
    with op.batch_alter_table("deaf", schema=None) as batch_op:
        batch_op.alter_column("kept_at", server_default=None)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0011: restore a copy of the data from before it")
