"""The question whether we should stop writing to somebody, and what they lose by it."""

from alerts.network.town import Network
from alerts.notices import Notice, Text, text
from alerts.people.person import VERIFIED, Person, Role
from alerts.people.taps import KeepWriting, StopWriting


def roles_by_town(person: Person, network: Network) -> list[Text]:
    """Return one line a town in which they have roles."""
    lines = []
    for town in network.towns:
        roles = sorted(person.roles_in(town.id), key=list(Role).index)
        if roles:
            lines.append(text("towns.line", town=town.name, roles=tuple(text(f"role.{role}") for role in roles)))
    return lines


def loses_trust(person: Person) -> bool:
    """Say whether they hold a role that only a coordinator can give back, or one that rests as they are suspended."""
    return person.suspended or any(grant.role in VERIFIED for grant in person.grants)


def ask_to_stop(person: Person, network: Network) -> Notice:
    """Ask once, and say what would be gone."""
    lost = (*roles_by_town(person, network), text("stop.lost")) if loses_trust(person) else ()
    rows = ((StopWriting().choice(text("choice.stop.yes")),), (KeepWriting().choice(text("choice.stop.no")),))
    return Notice(parts=(text("stop.ask"), *lost)).with_choices(*rows)
