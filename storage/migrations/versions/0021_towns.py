"""Towns are added, renamed, merged and retired while the program runs; which of them are neighbors."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.add_column(sa.Column("next_town", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("towns_version", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE network SET next_town = COALESCE((SELECT MAX(id) FROM town), 0) + 1")
    with op.batch_alter_table("network", schema=None) as batch_op:
        batch_op.alter_column("next_town", server_default=None)
        batch_op.alter_column("towns_version", server_default=None)
    with op.batch_alter_table("town", schema=None) as batch_op:
        batch_op.add_column(sa.Column("also", sa.LargeBinary(), nullable=True))
    op.create_table(
        "town_pair",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("town_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("adjoin", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["town_id"], ["town.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other_id"], ["town.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("town_id", "other_id"),
    )
    with op.batch_alter_table("town_pair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_town_pair_town_id"), ["town_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_town_pair_other_id"), ["other_id"], unique=False)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0021: restore a copy of the data from before it")
