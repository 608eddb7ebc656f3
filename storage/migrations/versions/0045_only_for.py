"""A notice says whose it is to read: from who is none of them any more it is taken back unsent."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("only_for", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.alter_column("only_for", server_default=None)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0045: restore a copy of the data from before it")
