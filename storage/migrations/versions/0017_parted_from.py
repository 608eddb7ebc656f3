"""Who was one person with somebody else until an app was parted."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parted_from_id", sa.BigInteger(), nullable=True))
        batch_op.create_foreign_key(
            "person_parted_from_id_fkey", "person", ["parted_from_id"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0017: restore a copy of the data from before it")
