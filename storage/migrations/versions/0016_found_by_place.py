"""Open incidents are found by where they are, and who is not to be written to by a column."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "place_key",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("incident_id", sa.BigInteger(), nullable=False),
        sa.Column("key_index", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("place_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_key_incident_id"), ["incident_id"], unique=False)
        batch_op.create_index("place_key_found", ["key_index", "incident_id"], unique=False)
    with op.batch_alter_table("incident", schema=None) as batch_op:
        # Where these are lies sealed: they are looked through, as all of them were until now.
        batch_op.add_column(sa.Column("indexed", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.alter_column("indexed", server_default=None)
        batch_op.create_index("incident_not_indexed", ["indexed", "state"], unique=False)
        batch_op.create_index("incident_carded", ["state", "card_id"], unique=False)
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("silent", sa.Boolean(), nullable=True))
        batch_op.create_index("report_silent", ["silent", "incident_id"], unique=False)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0016: restore a copy of the data from before it")
