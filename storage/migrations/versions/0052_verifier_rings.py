"""Who was asked to look is kept with the ring in which they were asked, and with why it was they."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("verification") as batch_op:
        batch_op.add_column(sa.Column("ring", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("picked_by", sa.String(), nullable=False, server_default="own_town"))
    with op.batch_alter_table("verification") as batch_op:
        batch_op.alter_column("ring", server_default=None)
        batch_op.alter_column("picked_by", server_default=None)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0052: restore a copy of the data from before it")
