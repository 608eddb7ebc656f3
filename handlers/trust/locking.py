"""/lock: who works the desk, by town; two taps suspend somebody."""

from alerts.network.coordinated_towns import coordinated_towns
from alerts.notices import Notice, Text, text
from alerts.people.naming import named
from alerts.people.person import Grant
from alerts.trust import role_removal, suspension
from alerts.trust.announcing import roles_in_words
from alerts.trust.people_with_roles import PersonWithRoles, desk_people, is_answerable_for, person_with_roles
from alerts.trust.taps import LiftSuspension, ShowDeskPeople, ShowDeskPerson, SuspendPerson, TakeRole
from handlers.core.coordinated_town import coordinated_town
from handlers.core.turn import Turn
from handlers.trust.person_actions import person_actions

LIST = 12
"""People in one message; more would not fit it."""


async def lock(turn: Turn, rest: str) -> None:
    """Answer /lock, alone or with a town's name: list who holds desk roles there; ask for the town where it is open."""
    mine = coordinated_towns(turn.network, turn.person)
    named_ = turn.network.named(rest)
    towns = [named_] if named_ in mine and named_ is not None else mine
    if len(towns) == 1:
        await _list(turn, towns[0].id)
        return
    everybody = {one.person.id: one for town in towns for one in await desk_people(turn.uow, town.id)}
    if len(everybody) <= LIST:
        # Two taps from here: who has just heard of a stolen phone is not asked for a town first.
        await _show(turn, text("trust.list_all"), list(everybody.values()))
        return
    rows = [(ShowDeskPeople(town.id).choice(text("choice.name", name=town.name)),) for town in towns]
    await turn.reply(Notice.of("trust.which_town").with_choices(*rows))


async def show_town(turn: Turn, tap: ShowDeskPeople) -> None:
    """List who holds desk roles in this town, for a coordinator of it."""
    town = await coordinated_town(turn, tap.town)
    if town is not None:
        await _list(turn, town.id)


async def _list(turn: Turn, town_id: int) -> None:
    town = turn.network.town(town_id)
    await _show(turn, text("trust.list", town=town.name if town else ""), await desk_people(turn.uow, town_id))


async def _show(turn: Turn, head: Text, people: list[PersonWithRoles]) -> None:
    for start in range(0, len(people), LIST):
        page = people[start : start + LIST]
        parts = (head, *(_line(turn, one) for one in page))
        rows = [(ShowDeskPerson(one.person.id).choice(text("choice.name", name=named(one.person))),) for one in page]
        await turn.reply(Notice(parts=parts, internal=True).with_choices(*rows))


def _line(turn: Turn, shown: PersonWithRoles) -> Text:
    unverified = "trust.line_unverified" if shown.person.has_uncompared_number else "trust.line"
    key = "trust.line_suspended" if shown.person.suspended else unverified
    roles = roles_in_words(turn.network, shown.roles)
    return text(key, name=named(shown.person), roles=roles, apps=shown.apps, at=shown.person.since)


async def show_person(turn: Turn, tap: ShowDeskPerson) -> None:
    """Show one person, and what can be done: suspend them, take a role away, or lift it."""
    shown = await person_with_roles(turn.uow, tap.person)
    if shown is None:
        await turn.acknowledge(text("trust.gone"))
        return
    # To lift it any second coordinator will do: of one town there may be no other.
    if not (shown.person.suspended or is_answerable_for(turn.person, shown.roles or turn.person.grants)):
        await turn.acknowledge(text("refused.role"))
        return
    if shown.person.id == turn.person.id:
        await turn.reply(Notice(parts=(_line(turn, shown), text("trust.yourself"))))
        return
    rows = await person_actions(turn, shown)
    await turn.reply(Notice(parts=(_line(turn, shown),), internal=True).with_choices(*rows))


async def suspend(turn: Turn, tap: SuspendPerson) -> None:
    """Suspend this person at once."""
    await turn.acknowledge(await suspension.suspend(turn.uow, turn.now, tap.person, turn.person))


async def lift(turn: Turn, tap: LiftSuspension) -> None:
    """Lift it, for a second coordinator."""
    await turn.acknowledge(await suspension.lift(turn.uow, turn.now, tap.person, turn.person))


async def take_role(turn: Turn, tap: TakeRole) -> None:
    """Take one role away from this person."""
    grant = Grant(tap.role, tap.town)
    await turn.acknowledge(await role_removal.take_role(turn.uow, turn.now, tap.person, grant, turn.person))
