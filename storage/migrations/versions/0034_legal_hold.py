"""Legal holds."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "legal_hold",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("incident_id", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("asked_until", sa.BigInteger(), nullable=True),
        sa.Column("asked_end", sa.Boolean(), nullable=False),
        sa.Column("asked_by_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("incident_id"),
    )
    op.create_index("ix_legal_hold_asked_by_id", "legal_hold", ["asked_by_id"], unique=False)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0034: restore a copy of the data from before it")
