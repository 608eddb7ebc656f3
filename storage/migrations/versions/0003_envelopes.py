"""What the receiver keeps while the bot is away."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "envelope",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_id", sa.BigInteger(), nullable=False),
        sa.Column("frame_index", sa.LargeBinary(), nullable=False),
        sa.Column("frame", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("line_id", "frame_index"),
    )
    with op.batch_alter_table("envelope", schema=None) as batch_op:
        batch_op.create_index("envelope_queue", ["line_id", "received_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_envelope_received_at"), ["received_at"], unique=False)

    op.create_table(
        "receiver",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("posted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("receiver", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receiver_line_id"), ["line_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_receiver_seen_at"), ["seen_at"], unique=False)
