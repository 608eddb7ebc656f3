"""Who is in a town's Signal group from before the consent said what its members see is told so, once."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    # The id is below all that the program makes (storage/core/ids.py). Its duty: alerts/groups/telling_members.py.
    op.execute(
        "INSERT INTO deadline (id, kind, subject_id, due_at, state, attempts) "
        "SELECT 20, 'tell group members', 0, 0, 'pending', 0 WHERE EXISTS (SELECT 1 FROM group_member)"
    )


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0022: restore a copy of the data from before it")
