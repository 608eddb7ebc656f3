"""When who answered an alert arrives, and who noted it for them."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("arrives_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("noted_by_id", sa.BigInteger(), nullable=True))
        batch_op.create_foreign_key("answer_noted_by_id_fkey", "person", ["noted_by_id"], ["id"], ondelete="SET NULL")
        batch_op.create_index("ix_answer_noted_by_id", ["noted_by_id"], unique=False)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0056: restore a copy of the data from before it")
