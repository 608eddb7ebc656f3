"""Invitations for many people, which opening takes from nobody; and wrong codes, counted by who wrote them."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.add_column(sa.Column("uses", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("used", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("code", schema=None) as batch_op:
        batch_op.alter_column("uses", server_default=None)
        batch_op.alter_column("used", server_default=None)
    op.create_table(
        "invited",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["code_id"], ["code.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code_id", "person_id"),
    )
    op.create_index("ix_invited_person_id", "invited", ["person_id"], unique=False)
    op.create_table(
        "wrong_guess",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person_id"),
    )
    op.execute("UPDATE code SET used = 1 WHERE used_at IS NOT NULL")
    # Who had opened one kept it from all others; now it is as good for whoever joins first.
    op.execute(
        "INSERT INTO invited (id, code_id, person_id, joined_at) "
        "SELECT id, id, person_id, used_at FROM code WHERE purpose = 'invite' AND person_id IS NOT NULL"
    )
    op.execute("UPDATE code SET person_id = NULL WHERE purpose = 'invite'")


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0025: restore a copy of the data from before it")
