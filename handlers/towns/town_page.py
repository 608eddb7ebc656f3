"""One town: who is there by role and language, what it lacks, and what can be changed."""

from alerts.groups.taps import ShowTownGroups
from alerts.notices import Choice, Notice, Text, text
from alerts.people.person import Role
from alerts.towns.headcount import TownHeadcount
from alerts.towns.ports import TOWNS
from alerts.towns.taps import (
    ChooseMerge,
    MoveTown,
    PreviewRetire,
    RenameTown,
    ShowNeighbors,
    ShowTown,
    SplitTown,
)
from alerts.towns.town_access import town_of
from alerts.trust.taps import ShowTownPeople
from alerts.work.refused import Refused
from handlers.core.turn import Turn


async def show(turn: Turn, tap: ShowTown) -> None:
    """Show a town to a coordinator of it."""
    town = await town_of(turn.uow, tap.town, turn.person)
    if isinstance(town, Refused):
        await turn.acknowledge(town)
        return
    counted = await TOWNS(turn.uow).headcount(town.id)
    neighbors = (await turn.uow.network()).neighbors(town)
    parts = [text("towns.page", town=town.name, people=counted.people), *_counts(turn, counted)]
    if town.also:
        parts.append(text("towns.also", names=town.also))
    parts.append(
        text("towns.neighbors", towns=tuple(one.name for one in neighbors)) if neighbors else text("towns.no_neighbors")
    )
    parts += [text(f"towns.gap.{gap}") for gap in counted.gaps]
    await turn.reply(Notice(parts=tuple(parts)).with_choices(*_offers(turn, town.id)))


def _counts(turn: Turn, counted: TownHeadcount) -> list[Text]:
    lines = []
    roles = tuple(
        text("towns.count", what=text(f"role.{role}"), n=counted.roles[role])
        for role in Role
        if counted.roles.get(role)
    )
    if roles:
        lines.append(text("towns.roles", counts=roles))
    languages = tuple(
        text("towns.count", what=text(f"language.{code}"), n=counted.languages[code])
        for code in turn.network.languages
        if counted.languages.get(code)
    )
    if languages:
        lines.append(text("towns.languages", counts=languages))
    if counted.unreachable:
        lines.append(text("towns.unreachable", n=counted.unreachable))
    groups = tuple(text("towns.group", app=app.title(), n=n) for app, n in sorted(counted.groups.items()))
    return [*lines, text("towns.groups", counts=groups)] if groups else lines


def _offers(turn: Turn, town_id: int) -> list[tuple[Choice, ...]]:
    rows = [
        (ShowTownPeople(town_id).choice(text("choice.towns.people")),),
        (RenameTown(town_id).choice(text("choice.towns.name")), MoveTown(town_id).choice(text("choice.towns.move"))),
    ]
    if len(turn.network.towns) > 1:
        rows.append((ShowNeighbors(town_id).choice(text("choice.towns.neighbors")),))
    rows.append((ShowTownGroups(town_id).choice(text("choice.towns.groups")),))
    rows.append((SplitTown(town_id).choice(text("choice.towns.split")),))
    if len(turn.network.towns) > 1:
        rows.append((ChooseMerge(town_id).choice(text("choice.towns.merge")),))
        rows.append((PreviewRetire(town_id).choice(text("choice.towns.retire")),))
    return rows
