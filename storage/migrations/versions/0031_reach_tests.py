"""Tests of the alarm: to whom they went, who answered, and which towns are tested each month."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "reach_test",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "reach_test_town",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("test_id", sa.BigInteger(), nullable=False),
        sa.Column("town_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["test_id"], ["reach_test.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["town_id"], ["town.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("test_id", "town_id"),
    )
    op.create_index("ix_reach_test_town_town_id", "reach_test_town", ["town_id"], unique=False)
    op.create_table(
        "reach_test_app",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("test_id", sa.BigInteger(), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=False),
        sa.Column("notice_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["test_id"], ["reach_test.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("test_id", "contact_id"),
    )
    op.create_index("ix_reach_test_app_contact_id", "reach_test_app", ["contact_id"], unique=False)
    op.create_index("ix_reach_test_app_notice_id", "reach_test_app", ["notice_id"], unique=False)
    op.create_table(
        "reach_test_page",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("test_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["test_id"], ["reach_test.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("test_id", "person_id"),
    )
    op.create_index("ix_reach_test_page_person_id", "reach_test_page", ["person_id"], unique=False)
    op.create_index("ix_reach_test_page_notice_id", "reach_test_page", ["notice_id"], unique=False)
    op.create_table(
        "reach_schedule",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("town_id", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["town_id"], ["town.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("town_id"),
    )


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0031: restore a copy of the data from before it")
