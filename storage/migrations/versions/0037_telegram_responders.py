"""Who has a link to a Telegram group of responders, and accounts that have no place in one."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version. Whoever is a member by now was let in, on Signal."""
    for name, default in (("joined", sa.true()), ("link_wanted", sa.false())):
        with op.batch_alter_table("group_member", schema=None) as batch_op:
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=default))
        with op.batch_alter_table("group_member", schema=None) as batch_op:
            batch_op.alter_column(name, server_default=None)
    op.create_table(
        "group_account",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("contact_id", sa.BigInteger(), nullable=True),
        sa.Column("address_index", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["group_chat.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("group_id", "address_index"),
    )
    op.create_index("ix_group_account_group_id", "group_account", ["group_id"], unique=False)
    op.create_index("ix_group_account_contact_id", "group_account", ["contact_id"], unique=False)


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0037: restore a copy of the data from before it")
