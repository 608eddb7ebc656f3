"""Subjects: what is common to everything that notices are about; until now only incidents were."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SHARED = ("town_id", "closed_at", "merged_into_id")
"""What moves from the incident to its subject."""


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "subject",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("town_id", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("merged_into_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["town_id"], ["town.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["merged_into_id"], ["subject.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("subject", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subject_town_id"), ["town_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_subject_merged_into_id"), ["merged_into_id"], unique=False)
    op.execute(
        "INSERT INTO subject (id, kind, town_id, closed_at, merged_into_id) "
        "SELECT id, 'incident', town_id, closed_at, merged_into_id FROM incident"
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_incident_id")
        batch_op.alter_column("incident_id", new_column_name="subject_id")
    _refer("notice", "subject_id")
    _leave_incident()


def _refer(table: str, column: str) -> None:
    """Make the column refer to the subject instead of the incident."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("notice_incident_id_fkey", table, type_="foreignkey")
    naming = {"fk": "fk_%(table_name)s_%(column_0_name)s"}
    with op.batch_alter_table(table, schema=None, naming_convention=naming) as batch_op:
        if op.get_bind().dialect.name == "sqlite":
            batch_op.drop_constraint(f"fk_{table}_{column}", type_="foreignkey")
        batch_op.create_foreign_key(f"{table}_{column}_fkey", "subject", [column], ["id"], ondelete="CASCADE")
        batch_op.create_index(f"ix_{table}_{column}", [column], unique=False)


def _leave_incident() -> None:
    naming = {"fk": "fk_%(table_name)s_%(column_0_name)s"}
    with op.batch_alter_table("incident", schema=None, naming_convention=naming) as batch_op:
        batch_op.drop_index("ix_incident_town_id")
        batch_op.drop_index("ix_incident_merged_into_id")
        if op.get_bind().dialect.name == "sqlite":
            batch_op.drop_constraint("fk_incident_town_id", type_="foreignkey")
            batch_op.drop_constraint("fk_incident_merged_into_id", type_="foreignkey")
        for column in _SHARED:
            batch_op.drop_column(column)
        batch_op.create_foreign_key("incident_id_fkey", "subject", ["id"], ["id"], ondelete="CASCADE")


def downgrade() -> None:
    """Refuse: the program never goes back, and a way back that nobody walks is worse than none."""
    raise RuntimeError("there is no way back from 0004: restore a copy of the data from before it")
