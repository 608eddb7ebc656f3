"""/towns and /leave: for which towns somebody hears alerts."""

from alerts.audit.deed import Action, Deed
from alerts.audit.recording import record
from alerts.incidents.stepping_down import step_down
from alerts.network.stopping import loses_trust, roles_by_town
from alerts.notices import Notice, text
from alerts.people.person import Role
from alerts.people.taps import AddTown, EnoughTowns, LeaveTown
from alerts.trust.announcing import tell_of_leaving
from alerts.trust.last_coordinator import towns_without_coordinator
from handlers.core.turn import Turn


async def towns(turn: Turn, _: str) -> None:
    """Answer /towns: what they have, and what they may add."""
    if not turn.person.grants:
        await turn.reply(Notice(parts=(text("towns.none"),)))
        return
    await turn.reply(Notice(parts=tuple(roles_by_town(turn.person, turn.network))))
    await more(turn)


async def more(turn: Turn) -> None:
    """Offer the towns they could hear of as well, the neighbors of theirs first."""
    others = [town for town in turn.network.towns if not turn.person.roles_in(town.id)]
    if not others:
        return
    own = [town for town in turn.network.towns if town.id in turn.person.own_towns()]
    beside = {one.id for town in own for one in turn.network.neighbors(town)}
    others.sort(key=lambda town: town.id not in beside)
    rows = [(AddTown(town.id).choice(text("choice.name", name=town.name)),) for town in others]
    rows.append((EnoughTowns().choice(text("choice.enough")),))
    await turn.reply(Notice(parts=(text("towns.more"),), choices=tuple(rows)))


async def leave(turn: Turn, _: str) -> None:
    """Answer /leave: ask which town."""
    own = [town for town in turn.network.towns if town.id in turn.person.own_towns()]
    if not own:
        await turn.reply(Notice(parts=(text("leave.none"),)))
        return
    rows = [(LeaveTown(town.id).choice(text("choice.name", name=town.name)),) for town in own]
    rows.append((EnoughTowns().choice(text("choice.never_mind")),))
    lost = (*roles_by_town(turn.person, turn.network), text("leave.lost")) if loses_trust(turn.person) else ()
    await turn.reply(Notice(parts=(text("leave.ask"), *lost), choices=tuple(rows)))


async def add(turn: Turn, tap: AddTown) -> None:
    """Let them hear of this town: as somebody who receives confirmed alerts, no more."""
    town = turn.network.town(tap.town)
    if town is None or not turn.person.grants:
        await turn.acknowledge(text("choose.stale"))
    elif turn.person.roles_in(town.id):
        await turn.acknowledge(text("toast.known"))
    else:
        await turn.uow.grants.give(turn.person.id, Role.SUBSCRIBER, town.id, turn.now)
        added = Deed(action=Action.ADDED_TOWN, by_id=turn.person.id, role=Role.SUBSCRIBER, town_id=town.id)
        await record(turn.uow, turn.now, added)
        await turn.reply(Notice(parts=(text("towns.added", town=town.name),)))


async def drop(turn: Turn, tap: LeaveTown) -> None:
    """Take their roles in this town away, as they wish."""
    town = turn.network.town(tap.town)
    if town is None or not turn.person.grants:
        await turn.acknowledge(text("choose.stale"))
    elif town.id not in turn.person.own_towns():
        await turn.acknowledge(text("toast.known"))
    else:
        lost = [grant for grant in turn.person.grants if grant.town_id == town.id]
        alone = await towns_without_coordinator(turn.uow, turn.person.id, lost)
        if alone:
            await turn.reply(Notice.of("trust.last_coordinator", towns=tuple(one.name for one in alone)))
            return
        await turn.uow.grants.take(turn.person.id, town.id)
        await record(turn.uow, turn.now, Deed(action=Action.LEFT_TOWN, by_id=turn.person.id, town_id=town.id))
        await tell_of_leaving(turn.uow, turn.now, turn.person, lost)
        if loses_trust(turn.person):
            await step_down(turn.uow, turn.now, turn.person.id)
        await turn.reply(Notice(parts=(text("leave.done", town=town.name),)))


async def enough(turn: Turn, _: EnoughTowns) -> None:
    """Leave their towns as they are."""
    await turn.acknowledge(text("towns.enough"))
