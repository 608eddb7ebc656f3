"""What the desk sets of an incident, whose word a place is, who was asked back, and who is muted."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place_from", sa.String(), nullable=False, server_default="lead"))
        batch_op.add_column(sa.Column("corrections", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("muted", sa.Boolean(), nullable=False, server_default=sa.false()))
    # Until now a place did not know whose word it is: where somebody vouched for reported it, it counts as theirs.
    op.execute(
        "UPDATE incident SET place_from = 'vouched' WHERE id IN "
        "(SELECT incident_id FROM report WHERE verified AND place IS NOT NULL)"
    )
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.alter_column("place_from", server_default=None)
        batch_op.alter_column("muted", server_default=None)
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_at", sa.BigInteger(), nullable=True))
    op.create_table(
        "mute",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("report_id", sa.BigInteger(), nullable=True),
        sa.Column("muted_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id"),
    )
    with op.batch_alter_table("mute", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mute_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0006: restore a copy of the data from before it")
