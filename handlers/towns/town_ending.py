"""A town becomes a part of another, or is left: first what that would do, then a tap that does it."""

from alerts.incidents.ports import INCIDENTS
from alerts.network.coordinated_towns import coordinated_towns
from alerts.network.town import Town
from alerts.notices import Notice, text
from alerts.places.place import distance
from alerts.towns import ending
from alerts.towns.announcing_changes import people_of
from alerts.towns.taps import (
    ChooseMerge,
    MergeTown,
    PreviewMerge,
    PreviewRetire,
    RetireTown,
)
from alerts.towns.town_access import town_of
from alerts.work.refused import Refused
from handlers.core.turn import Turn
from handlers.towns.keeping_towns import never_mind

LIST = 10
"""Towns that are offered, the nearest."""


async def choose_merge(turn: Turn, tap: ChooseMerge) -> None:
    """Ask of which town it shall be a part: of those that they coordinate too."""
    town = await town_of(turn.uow, tap.town, turn.person)
    if isinstance(town, Refused):
        await turn.acknowledge(town)
        return
    why_not = await ending.why_not_ended(turn.uow, town, turn.person)
    if why_not is not None:
        await turn.reply(Notice(parts=(why_not,)))
        return
    others = [one for one in coordinated_towns(turn.network, turn.person) if one != town]
    if not others:
        await turn.reply(Notice(parts=(text("towns.merge_both", town=town.name),)))
        return
    nearest = sorted(others, key=lambda one: distance(one.point, town.point))[:LIST]
    rows = [(PreviewMerge(town.id, one.id).choice(text("choice.name", name=one.name)),) for one in nearest]
    await turn.reply(Notice(parts=(text("towns.merge_ask", town=town.name),)).with_choices(*rows, never_mind()))


async def preview_merge(turn: Turn, tap: PreviewMerge) -> None:
    """Say what it would do, and ask."""
    found = [await town_of(turn.uow, town_id, turn.person) for town_id in (tap.town, tap.into)]
    gone, into = found
    if isinstance(gone, Refused) or isinstance(into, Refused):
        await turn.acknowledge(next(one for one in found if isinstance(one, Refused)))
        return
    why_not = await ending.why_not_ended(turn.uow, gone, turn.person)
    if why_not is not None:
        await turn.reply(Notice(parts=(why_not,)))
        return
    sure = text(
        "towns.merge_sure",
        gone=gone.name,
        town=into.name,
        n=len(await people_of(turn.uow, gone.id)),
        open=await _open_in(turn, gone),
    )
    yes = (MergeTown(gone.id, into.id).choice(text("choice.towns.yes")),)
    await turn.reply(Notice(parts=(sure, text("towns.merge_what", town=into.name))).with_choices(yes, never_mind()))


async def _open_in(turn: Turn, town: Town) -> int:
    standing = await INCIDENTS(turn.uow).standing(town.id)
    return sum(incident.town_id == town.id for incident, _ in standing)


async def merge(turn: Turn, tap: MergeTown) -> None:
    """Make it a part of the other town."""
    await turn.acknowledge(await ending.merge_towns(turn.uow, turn.now, tap.town, tap.into, turn.person))


async def preview_retire(turn: Turn, tap: PreviewRetire) -> None:
    """Say what leaving the town would do, or why it cannot be left, and ask."""
    town = await town_of(turn.uow, tap.town, turn.person)
    if isinstance(town, Refused):
        await turn.acknowledge(town)
        return
    why_not = await ending.why_not_retire(turn.uow, town, turn.person)
    if why_not is not None:
        await turn.reply(Notice(parts=(why_not,)))
        return
    sure = text("towns.retire_sure", town=town.name, n=len(await people_of(turn.uow, town.id)))
    yes = (RetireTown(town.id).choice(text("choice.towns.yes")),)
    await turn.reply(Notice(parts=(sure, text("towns.retire_what"))).with_choices(yes, never_mind()))


async def retire(turn: Turn, tap: RetireTown) -> None:
    """Leave the town."""
    await turn.acknowledge(await ending.retire_town(turn.uow, turn.now, tap.town, turn.person))
