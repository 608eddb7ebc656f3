"""Tables of vouches: who knows whom, how many it takes, and who was trained elsewhere."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.core.columns import Merging, core_table, key, moment, plain, ref


class VouchRow(SQLModel, table=True):
    """One person's word that they know another."""

    __tablename__ = "vouch"
    __table_args__ = (UniqueConstraint("person_id", "by_id", "town_id"),)
    id: int = key()
    person_id: int = ref("person.id", index=False, merging=Merging.RETURNS)
    by_id: int = ref("person.id", merging=Merging.RETURNS)
    town_id: int = ref("town.id")
    at: datetime = moment(happened=True)


class VouchRuleRow(SQLModel, table=True):
    """How many vouches a coordinator wants to be enough, until a second one has answered: what holds is watched."""

    __tablename__ = "vouch_rule"
    id: int = key()
    needed: int = plain("a count")
    made_by_id: int | None = ref("person.id", nullable=True, stays=True, merging=Merging.MOVES)
    """None: somebody who is gone."""
    made_at: datetime = moment(happened=True)


class TrainedElsewhereRow(SQLModel, table=True):
    """A coordinator's word that somebody was trained, but not by us."""

    __tablename__ = "trained_elsewhere"
    __table_args__ = (UniqueConstraint("person_id"),)
    id: int = key()
    person_id: int = ref("person.id", index=False, merging=Merging.RETURNS)
    by_id: int | None = ref("person.id", nullable=True, stays=True, merging=Merging.MOVES)
    reason: str = plain("one of three")
    at: datetime = moment(happened=True)


vouch = core_table(VouchRow)
vouch_rule = core_table(VouchRuleRow)
trained_elsewhere = core_table(TrainedElsewhereRow)
