"""How many may be on the scene of an alert."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.add_column(sa.Column("scene_cap", sa.Integer(), nullable=False, server_default="12"))
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.alter_column("scene_cap", server_default=None)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0053: restore a copy of the data from before it")
