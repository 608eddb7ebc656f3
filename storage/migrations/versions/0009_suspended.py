"""Who is suspended and by whom, the roles that rest meanwhile, and who made an invitation."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("suspended_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("suspended_by_id", sa.BigInteger(), nullable=True))
        batch_op.create_foreign_key(
            "person_suspended_by_id_fkey", "person", ["suspended_by_id"], ["id"], ondelete="SET NULL"
        )
    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.add_column(sa.Column("made_by_id", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("made_at", sa.BigInteger(), nullable=True))
        batch_op.create_foreign_key("code_made_by_id_fkey", "person", ["made_by_id"], ["id"], ondelete="SET NULL")
        batch_op.create_index("ix_code_made_by_id", ["made_by_id"], unique=False)
    op.create_table(
        "resting_grant",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("town_id", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("granted_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["town_id"], ["town.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id", "town_id", "role"),
    )
    op.create_index("ix_resting_grant_person_id", "resting_grant", ["person_id"], unique=False)
    op.create_index("ix_resting_grant_town_id", "resting_grant", ["town_id"], unique=False)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0009: restore a copy of the data from before it")
