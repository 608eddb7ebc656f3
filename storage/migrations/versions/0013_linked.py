"""Which contact came to its person by a link, so that it can be parted again."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "linked_contact",
        sa.Column("contact_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("linked_at", sa.BigInteger(), nullable=False),
        sa.Column("had", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("contact_id"),
    )


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0013: restore a copy of the data from before it")
