"""Tables of what towns do when nobody takes an incident, and of who covers another town's desk for a while."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.core.columns import Merging, core_table, key, moment, plain, ref


class EscalationPolicyRow(SQLModel, table=True):
    """What a town does when nobody takes an incident; the usual, where it has no row."""

    __tablename__ = "escalation_policy"
    town_id: int = key(of="town.id")
    steps: str = plain("seconds, and whom each step rings")
    every_seconds: int = plain("a count")


class DeskCoverRow(SQLModel, table=True):
    """A dispatcher of another town who covers this one's desk for a while."""

    __tablename__ = "desk_cover"
    __table_args__ = (UniqueConstraint("person_id", "town_id"),)
    id: int = key()
    person_id: int = ref("person.id", merging=Merging.ONE_EACH)
    town_id: int = ref("town.id", index=False)
    began_at: datetime = moment(happened=True)
    until: datetime = moment(counted_from="began_at")


escalation_policy = core_table(EscalationPolicyRow)
desk_cover = core_table(DeskCoverRow)
