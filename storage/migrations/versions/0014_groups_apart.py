"""For whom a town's group is, and who asked to be let into it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version. Every group that there is becomes the community's."""
    with op.batch_alter_table("group_chat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reader", sa.String(), nullable=False, server_default="community"))
    with op.batch_alter_table("group_chat", schema=None) as batch_op:
        batch_op.alter_column("reader", server_default=None)
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.alter_column("asked", server_default=None)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0014: restore a copy of the data from before it")
