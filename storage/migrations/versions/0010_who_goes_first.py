"""Who is answered first, and a lane for what nobody vouched for."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_LAST = "2"
"""What waits already keeps its place among those whom nobody vouched for: it is answered within moments."""


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rank", sa.Integer(), nullable=False, server_default=_LAST))
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.alter_column("rank", server_default=None)
        batch_op.create_index("inbox_order", ["state", "rank", "sent_at", "id"], unique=False)
    for table in ("notice", "delivery"):
        # Between answers and alerts there is one more.
        op.execute(f"UPDATE {table} SET lane = lane + 1 WHERE lane > 0")  # noqa: S608 - names of ours


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0010: restore a copy of the data from before it")
