"""What an incident is about, whether its town and time are sure, and when a report's sighting was."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NEW = (
    ("matter", sa.String(), "sighting"),
    ("town_proposed", sa.Boolean(), sa.false()),
    ("time_unclear", sa.Boolean(), sa.false()),
)
"""Columns of the incident, with what holds for those that stand."""


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("incident", schema=None) as batch_op:
        for name, kind, before in _NEW:
            batch_op.add_column(sa.Column(name, kind, nullable=False, server_default=before))
    with op.batch_alter_table("incident", schema=None) as batch_op:
        for name, _, _ in _NEW:
            batch_op.alter_column(name, server_default=None)
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seen_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0007: restore a copy of the data from before it")
