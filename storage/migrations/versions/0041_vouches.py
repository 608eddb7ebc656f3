"""Vouches, how many make a member, who was trained elsewhere; and requests to join that keep their place."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "vouch",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("town_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["town_id"], ["town.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id", "by_id", "town_id"),
    )
    op.create_index("ix_vouch_by_id", "vouch", ["by_id"], unique=False)
    op.create_index("ix_vouch_town_id", "vouch", ["town_id"], unique=False)
    op.create_table(
        "vouch_rule",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("made_by_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["person.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_vouch_rule_made_by_id", "vouch_rule", ["made_by_id"], unique=False)
    op.create_table(
        "trained_elsewhere",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id"),
    )
    op.create_index("ix_trained_elsewhere_by_id", "trained_elsewhere", ["by_id"], unique=False)
    _requests()


def _requests() -> None:
    with op.batch_alter_table("join_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("first_asked_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("batch_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("let_in_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("let_in_as", sa.String(), nullable=True))
    op.execute("UPDATE join_request SET first_asked_at = asked_at")
    with op.batch_alter_table("join_request", schema=None) as batch_op:
        batch_op.alter_column("first_asked_at", existing_type=sa.BigInteger(), nullable=False)
        batch_op.drop_index("ix_join_request_town_id")
    queue = ["town_id", "declined_at", "batch_id", "first_asked_at"]
    op.create_index("ix_join_request_queue", "join_request", queue, unique=False)
    op.create_index("ix_join_request_batch_id", "join_request", ["batch_id"], unique=False)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0041: restore a copy of the data from before it")
