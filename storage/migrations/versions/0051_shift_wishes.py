"""What people at the desk would rather not be asked, and towns that a shift covers besides its own."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "shift_wish",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("wish", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id", "wish"),
    )
    with op.batch_alter_table("shift_town", schema=None) as batch_op:
        batch_op.add_column(sa.Column("widened", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("shift_town", schema=None) as batch_op:
        batch_op.alter_column("widened", server_default=None)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0051: restore a copy of the data from before it")
