"""Whose group it was until we were taken out of it."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("group_chat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("former_town_id", sa.BigInteger(), nullable=True))
        batch_op.create_foreign_key(
            "group_chat_former_town_id_fkey", "town", ["former_town_id"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0019: restore a copy of the data from before it")
