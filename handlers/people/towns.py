"""/towns and /leave: for which towns somebody hears alerts."""

from alerts.notices import Choice, Notice, Text, text
from alerts.people.person import Role
from handlers.core.turn import Turn


async def towns(turn: Turn, rest: str) -> None:
    """/towns: what they have, and what they may add."""
    del rest
    if not turn.person.grants:
        await turn.reply(Notice(parts=(text("towns.none"),)))
        return
    await turn.reply(Notice(parts=tuple(mine(turn))))
    await more(turn)


def mine(turn: Turn) -> list[Text]:
    """One line a town, with the roles there."""
    lines = []
    for town in turn.network.towns:
        roles = sorted(turn.person.roles_in(town.id), key=list(Role).index)
        if roles:
            lines.append(text("towns.line", town=town.name, roles=tuple(text(f"role.{role}") for role in roles)))
    return lines


async def more(turn: Turn) -> None:
    """Towns they could hear of as well: as somebody who receives confirmed alerts, no more."""
    others = [town for town in turn.network.towns if not turn.person.roles_in(town.id)]
    if not others:
        return
    rows = [(Choice(f"towns.add:{town.id}", text("choice.name", name=town.name)),) for town in others]
    rows.append((Choice("towns.enough", text("choice.enough")),))
    await turn.reply(Notice(parts=(text("towns.more"),), choices=tuple(rows)))


async def leave(turn: Turn, rest: str) -> None:
    """/leave: which town."""
    del rest
    own = [town for town in turn.network.towns if town.id in turn.person.own_towns()]
    if not own:
        await turn.reply(Notice(parts=(text("leave.none"),)))
        return
    rows = [(Choice(f"towns.leave:{town.id}", text("choice.name", name=town.name)),) for town in own]
    rows.append((Choice("towns.enough", text("choice.no")),))
    await turn.reply(Notice(parts=(text("leave.ask"),), choices=tuple(rows)))


async def tapped(turn: Turn, notice: Notice, words: list[str]) -> None:
    """towns.add:<town>, towns.leave:<town>, towns.enough."""
    del notice
    if words[0] == "enough":
        await turn.acknowledge(text("towns.enough"))
        return
    town = turn.network.town(int(words[1]))
    if town is None or not turn.person.grants:
        await turn.acknowledge(text("choose.stale"))
    elif words[0] == "add" and not turn.person.roles_in(town.id):
        await turn.uow.people.grant(turn.person.id, Role.SUBSCRIBER, town.id, turn.now)
        await turn.reply(Notice(parts=(text("towns.added", town=town.name),)))
    elif words[0] == "leave" and town.id in turn.person.own_towns():
        await turn.uow.people.revoke(turn.person.id, town.id)
        await turn.reply(Notice(parts=(text("leave.done", town=town.name),)))
    else:
        await turn.acknowledge(text("toast.known"))
