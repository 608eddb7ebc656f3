"""Tables of what people say of themselves."""

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from storage.core.columns import Merging, core_table, key, plain, ref, sealed


class ProfileRow(SQLModel, table=True):
    """When somebody can help, whether they may be phoned, and their note."""

    __tablename__ = "profile"
    __table_args__ = (UniqueConstraint("person_id"),)
    id: int = key()
    person_id: int = ref("person.id", index=False, merging=Merging.ONE_EACH)
    hours: str | None = plain("one of five", default=None)
    """None: they did not say."""
    phone_consent: str = plain("any, day or no", default="no")
    note: bytes | None = sealed()


class PersonSkillRow(SQLModel, table=True):
    """One thing that somebody can do."""

    __tablename__ = "person_skill"
    __table_args__ = (UniqueConstraint("person_id", "skill"),)
    id: int = key()
    person_id: int = ref("person.id", index=False, merging=Merging.ONE_EACH)
    skill: str = plain("one of eight", index=True)


profile = core_table(ProfileRow)
person_skill = core_table(PersonSkillRow)
