"""The message in a desk's chat that says how many leads wait."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "lead_summary",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("town_id", sa.BigInteger(), nullable=True),
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["town_id"], ["town.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("town_id"),
    )
    with op.batch_alter_table("lead_summary", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lead_summary_notice_id"), ["notice_id"], unique=False)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0015: restore a copy of the data from before it")
