"""What somebody is told who came in."""

from alerts.network.town import Network
from alerts.notices import Choice, Notice, Text, text
from alerts.people.person import Role
from alerts.profile.ports import PROFILES
from alerts.profile.taps import AskedIn, TellSkills
from alerts.work.unit_of_work import UnitOfWork


def welcome(network: Network, role: Role, town_id: int | None) -> tuple[Text, ...]:
    """Return what they are by now, where, and whom not to believe. `town_id`: None for every town."""
    town = network.town(town_id)
    where = town.name if town else text("join.every_town")
    return (
        text("join.welcome", network=network.name),
        text(f"join.as.{role}", town=where),
        text("join.impostors"),
    )


async def welcome_notice(uow: UnitOfWork, person_id: int, role: Role, town_id: int) -> Notice:
    """Return the same as a message, with a tap to say what they can do, unless they have said so."""
    parts = welcome(await uow.network(), role, town_id)
    known = await PROFILES(uow).of(person_id)
    return Notice(parts=parts).with_choices(*([] if known.skills else [(tell_skills(),)]))


def tell_skills() -> Choice:
    """Return the choice by which somebody says what they can do."""
    return TellSkills(AskedIn.SIGN_UP).choice(text("choice.profile.skills"))
