"""What somebody sent from a task stays with its incident when they are erased."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_FOREIGN_KEY = "task_media_person_id_fkey"


def upgrade() -> None:
    """Bring the tables to this version."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    if not is_sqlite:
        op.drop_constraint(_FOREIGN_KEY, "task_media", type_="foreignkey")
    naming = {"fk": "fk_%(table_name)s_%(column_0_name)s"}
    with op.batch_alter_table("task_media", schema=None, naming_convention=naming) as batch_op:
        if is_sqlite:
            batch_op.drop_constraint("fk_task_media_person_id", type_="foreignkey")
        batch_op.alter_column("person_id", existing_type=sa.BigInteger(), nullable=True)
        batch_op.create_foreign_key(_FOREIGN_KEY, "person", ["person_id"], ["id"], ondelete="SET NULL")


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0033: restore a copy of the data from before it")
