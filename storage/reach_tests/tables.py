"""Tables of tests of the alarm."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.core.columns import Merging, core_table, key, moment, plain, ref


class ReachTestRow(SQLModel, table=True):
    """One test of the alarm."""

    __tablename__ = "reach_test"
    id: int = key()
    started_at: datetime = moment(happened=True)
    ended_at: datetime | None = moment(nullable=True, happened=True)
    """From then on answers count no more."""


class ReachTestTownRow(SQLModel, table=True):
    """A town that was tested."""

    __tablename__ = "reach_test_town"
    __table_args__ = (UniqueConstraint("test_id", "town_id"),)
    id: int = key()
    test_id: int = ref("reach_test.id", index=False)
    town_id: int = ref("town.id")


class ReachTestAppRow(SQLModel, table=True):
    """One app of somebody's in one test; of each app the last two are kept."""

    __tablename__ = "reach_test_app"
    __table_args__ = (UniqueConstraint("test_id", "contact_id"),)
    id: int = key()
    test_id: int = ref("reach_test.id", index=False)
    contact_id: int = ref("contact.id")
    notice_id: int | None = ref("notice.id", nullable=True, stays=True)
    """None once the message is purged."""
    asked_at: datetime = moment(happened=True)
    """When the test started."""
    answered_at: datetime | None = moment(nullable=True, happened=True)


class ReachTestPageRow(SQLModel, table=True):
    """Results that a coordinator is shown: they follow the answers."""

    __tablename__ = "reach_test_page"
    __table_args__ = (UniqueConstraint("test_id", "person_id"),)
    id: int = key()
    test_id: int = ref("reach_test.id", index=False)
    person_id: int = ref("person.id", merging=Merging.ONE_EACH)
    notice_id: int = ref("notice.id")


class ReachScheduleRow(SQLModel, table=True):
    """A town's monthly test."""

    __tablename__ = "reach_schedule"
    __table_args__ = (UniqueConstraint("town_id"),)
    id: int = key()
    town_id: int = ref("town.id", index=False)
    weekday: int = plain("a day of the week")
    """Its first one of the month; 0 is Monday."""
    hour: int = plain("an hour of the day")


reach_test = core_table(ReachTestRow)
reach_test_town = core_table(ReachTestTownRow)
reach_test_app = core_table(ReachTestAppRow)
reach_test_page = core_table(ReachTestPageRow)
reach_schedule = core_table(ReachScheduleRow)
