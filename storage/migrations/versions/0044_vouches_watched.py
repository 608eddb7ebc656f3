"""How many vouches make a member is a setting that the committee watches over; what waits for a second yes stays."""

from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.execute(
        "INSERT INTO watched_setting (id, name, value, objected) SELECT id, 'vouches', needed, false FROM vouch_rule "
        "WHERE id = (SELECT max(id) FROM vouch_rule WHERE NOT waits)"
    )
    op.execute("DELETE FROM vouch_rule WHERE NOT waits")
    with op.batch_alter_table("vouch_rule", schema=None) as batch_op:
        batch_op.drop_column("waits")


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0044: restore a copy of the data from before it")
