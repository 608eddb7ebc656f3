"""All tables of this version, whatever their area: an empty database gets them at once, without the migrations."""

from functools import cache

from sqlalchemy import MetaData
from sqlmodel import SQLModel

import storage.areas  # noqa: F401 - each area declares its tables

_NAMED = {
    "answer.noted_by_id": "answer_noted_by_id_fkey",
    "code.made_by_id": "code_made_by_id_fkey",
    "group_chat.former_town_id": "group_chat_former_town_id_fkey",
    "incident.holder_id": "fk_incident_holder_id",
    "incident.id": "incident_id_fkey",
    "incident.observer_id": "fk_incident_observer_id",
    "notice.subject_id": "notice_subject_id_fkey",
    "person.parted_from_id": "person_parted_from_id_fkey",
    "person.suspended_by_id": "person_suspended_by_id_fkey",
    "task_media.incident_id": "fk_task_media_incident_id",
    "task_media.person_id": "task_media_person_id_fkey",
}
"""What SQLite's migrations called the constraint of this column's reference, as a later one that drops it will."""


@cache
def all_tables(dialect: str) -> MetaData:
    """Return the tables as all migrations together make them on this kind of database: "sqlite" or "postgresql"."""
    if dialect != "sqlite":
        # PostgreSQL itself names what has no name, and migrations left it at that.
        return SQLModel.metadata
    copied = MetaData()
    for table in SQLModel.metadata.sorted_tables:
        table.to_metadata(copied)
    for table in copied.tables.values():
        for constraint in table.foreign_key_constraints:
            constraint.name = _NAMED.get(f"{table.name}.{constraint.column_keys[0]}")
    return copied
