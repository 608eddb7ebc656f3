"""The audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("whom_id", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("town_id", sa.BigInteger(), nullable=True),
        sa.Column("incident", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["town_id"], ["town.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("by_id", "whom_id", "incident"):
        op.create_index(f"ix_audit_entry_{column}", "audit_entry", [column], unique=False)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0018: restore a copy of the data from before it")
