"""Trainings, and who signed up for them or attended."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "training",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("town_id", sa.BigInteger(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.LargeBinary(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("trainer_id", sa.BigInteger(), nullable=True),
        sa.Column("cancelled_at", sa.BigInteger(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("code_index", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["town_id"], ["town.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["trainer_id"], ["person.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_training_starts_at", "training", ["starts_at"], unique=False)
    op.create_index("ix_training_town_id", "training", ["town_id"], unique=False)
    op.create_table(
        "training_seat",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("training_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("signed_up_at", sa.BigInteger(), nullable=False),
        sa.Column("placed_at", sa.BigInteger(), nullable=True),
        sa.Column("attended_at", sa.BigInteger(), nullable=True),
        sa.Column("by_code", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["training_id"], ["training.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("training_id", "person_id"),
    )
    op.create_index("ix_training_seat_person_id", "training_seat", ["person_id"], unique=False)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0028: restore a copy of the data from before it")
