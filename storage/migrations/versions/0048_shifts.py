"""Shifts at the desk, who has a seat in them, and what repeats."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "rota",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("weekdays", sa.String(), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=True),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("begins_on", sa.Integer(), nullable=False),
        sa.Column("ends_on", sa.Integer(), nullable=True),
        sa.Column("made_through", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "shift",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("rota_id", sa.BigInteger(), nullable=True),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("gaps_told", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["rota_id"], ["rota.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_shift_starts_at", "shift", ["starts_at"], unique=False)
    op.create_index("ix_shift_ends_at", "shift", ["ends_at"], unique=False)
    op.create_index("ix_shift_rota_id", "shift", ["rota_id"], unique=False)
    for whole in ("rota", "shift"):
        op.create_table(
            f"{whole}_town",
            sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column(f"{whole}_id", sa.BigInteger(), nullable=False),
            sa.Column("town_id", sa.BigInteger(), nullable=False),
            sa.ForeignKeyConstraint([f"{whole}_id"], [f"{whole}.id"], ondelete="CASCADE"),
            sa.ForeignKeyConstraint(["town_id"], ["town.id"], ondelete="CASCADE"),
            sa.PrimaryKeyConstraint("id"),
            sa.UniqueConstraint(f"{whole}_id", "town_id"),
        )
        op.create_index(f"ix_{whole}_town_town_id", f"{whole}_town", ["town_id"], unique=False)
        answers = ("confirmed_at", "started_at", "offered_at") if whole == "shift" else ()
        op.create_table(
            f"{whole}_seat",
            sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column(f"{whole}_id", sa.BigInteger(), nullable=False),
            sa.Column("position", sa.Integer(), nullable=False),
            sa.Column("person_id", sa.BigInteger(), nullable=False),
            *(sa.Column(name, sa.BigInteger(), nullable=True) for name in answers),
            sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
            sa.ForeignKeyConstraint([f"{whole}_id"], [f"{whole}.id"], ondelete="CASCADE"),
            sa.PrimaryKeyConstraint("id"),
            sa.UniqueConstraint(f"{whole}_id", "person_id"),
            sa.UniqueConstraint(f"{whole}_id", "position"),
        )
        op.create_index(f"ix_{whole}_seat_person_id", f"{whole}_seat", ["person_id"], unique=False)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0048: restore a copy of the data from before it")
