"""Who may say yes to a legal hold: people of the network who said that they are attorneys."""

from alerts.people.person import VERIFIED, Person
from alerts.profile.ports import PROFILES
from alerts.profile.skill import Skill
from alerts.work.unit_of_work import UnitOfWork


async def is_attorney(uow: UnitOfWork, person: Person) -> bool:
    """Say whether this person was let in and said that they are an attorney."""
    return person.verified and Skill.ATTORNEY in (await PROFILES(uow).skills([person.id]))[person.id]


async def attorneys_but(uow: UnitOfWork, by: Person) -> list[Person]:
    """Return the attorneys who are somebody else than `by`."""
    known = [one for one in await uow.people.with_role(VERIFIED, None) if not one.was_one_with(by)]
    skills = await PROFILES(uow).skills([one.id for one in known])
    return [one for one in known if Skill.ATTORNEY in skills[one.id]]
