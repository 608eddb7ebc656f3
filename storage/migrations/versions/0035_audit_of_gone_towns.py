"""What was done in a town that is gone is told from what was done in none in particular."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("town_gone", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.alter_column("town_gone", server_default=None)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0035: restore a copy of the data from before it")
